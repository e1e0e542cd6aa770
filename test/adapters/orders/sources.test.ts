import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openOrderSources } from '../../../src/adapters/orders/open-sources.js'
import { readFoundOrder } from '../../../src/intake/read-found-order.js'
import { startMariaDb, type TestMariaDb } from '../../servers/mariadb.js'
import { sampleCase } from '../../service/sample-case.js'

let shop: TestMariaDb

/** The columns that are read, as the shops' own install scripts define them. */
const tables = `
  CREATE TABLE pays (id int NOT NULL, pay_check varchar(50) NOT NULL);
  CREATE TABLE orders (id bigint AUTO_INCREMENT PRIMARY KEY, order_sn varchar(150) NOT NULL UNIQUE, goods_id int NOT NULL, title varchar(200) NOT NULL,
    type tinyint NOT NULL DEFAULT 1, actual_price decimal(10,2) NOT NULL DEFAULT 0.00, info text, pay_id int, trade_no varchar(200) DEFAULT '',
    status tinyint NOT NULL DEFAULT 1, created_at timestamp NULL, updated_at timestamp NULL);
  INSERT INTO pays VALUES (1, 'zfbf2f'), (2, 'wescan');
  INSERT INTO orders (order_sn, goods_id, title, type, actual_price, info, pay_id, trade_no, status, created_at, updated_at) VALUES
    ('DD7K2M9QX4B81TZA', 9, 'Windows 11 专业版', 1, 128.00, 'AAAAA-BBBBB-CCCCC-DDDDD-EEEEE\\nFFFFF-GGGGG-HHHHH-IIIII-JJJJJ', 1, '2026112022001412345678901234', 4, '2026-11-20 14:02:11', '2026-11-20 14:02:40'),
    ('NOSTOCK000000001', 9, 'Windows 11 专业版', 1, 0.07, '库存不足，请联系客服', 2, 'x1', 6, '2026-11-20 14:02:11', '2026-11-20 14:02:40'),
    ('MANUAL0000000001', 8, '代充', 2, 30.50, '充值账号: 10086', 2, 'x2', 2, '2026-11-20 23:59:59', '2026-11-21 00:00:30'),
    ('WAITING000000001', 8, '代充', 2, 30.50, NULL, NULL, '', 1, '2026-11-20 23:59:59', '2026-11-20 23:59:59');
  CREATE TABLE acg_commodity (id int PRIMARY KEY, name varchar(255) NOT NULL);
  CREATE TABLE acg_pay (id int PRIMARY KEY, name varchar(16) NOT NULL, code varchar(32) NOT NULL, handle varchar(64) NOT NULL);
  CREATE TABLE acg_order (id int AUTO_INCREMENT PRIMARY KEY, user_id int NOT NULL DEFAULT 0, trade_no char(19) NOT NULL UNIQUE, amount decimal(10,2) NOT NULL,
    commodity_id int NOT NULL, pay_id int, create_time datetime NOT NULL, pay_time datetime NULL, status tinyint NOT NULL, secret longtext, leave_message varchar(255), delivery_status tinyint NOT NULL);
  CREATE TABLE acg_card (id int AUTO_INCREMENT PRIMARY KEY, secret varchar(760) NOT NULL, purchase_time datetime NULL, order_id int NULL);
  INSERT INTO acg_commodity VALUES (3, 'Steam 充值卡');
  INSERT INTO acg_pay VALUES (1, '余额', '#balance', '#system'), (2, '微信', 'wxpay', 'Epay');
  INSERT INTO acg_order VALUES
    (7, 42, '123261120140211456', 50.00, 3, 2, '2026-11-20 14:02:11', '2026-11-20 14:02:30', 1, 'STEAM-11111-22222', NULL, 1),
    (8, 0, '123261120140311456', 50.10, 3, 1, '2026-11-20 14:03:11', '2026-11-20 14:03:30', 1, '很抱歉，有人在你付款之前抢走了商品，请联系客服。', NULL, 0);
  INSERT INTO acg_card VALUES (1, 'STEAM-11111-22222', '2026-11-20 14:02:31', 7);
`

beforeAll(async () => {
  shop = await startMariaDb()
  await shop.run(tables)
})

afterAll(() => shop?.stop())

const sourceOf = (source: Readonly<Record<string, unknown>>) => openOrderSources([{ platform: 'plat_1', ...source }], readFoundOrder)

describe('orders of a dujiaoka database', () => {
  const find = (number: string) => sourceOf({ kind: 'dujiaoka', url: shop.readerUrl, productKind: 'licence' }).find('plat_1', number)

  it('gives a delivered order with its keys, money in fen and times with the zone of the shop', async () => {
    expect(await find('DD7K2M9QX4B81TZA')).toMatchObject({
      buyer: null,
      order: {
        number: 'DD7K2M9QX4B81TZA',
        paymentNumber: '2026112022001412345678901234',
        status: 'delivered',
        channel: 'alipay',
        product: { id: '9', name: 'Windows 11 专业版', kind: 'licence' },
        amountFen: 12800,
        createdAt: '2026-11-20T14:02:11+08:00',
        deliveredAt: '2026-11-20T14:02:11+08:00',
        deliveredKeys: ['AAAAA-BBBBB-CCCCC-DDDDD-EEEEE', 'FFFFF-GGGGG-HHHHH-IIIII-JJJJJ'],
      },
    })
  })

  it('keeps a sentence that stands in the place of a key, on an order that is paid and not delivered', async () => {
    expect((await find('NOSTOCK000000001'))?.order).toMatchObject({
      status: 'paid',
      channel: 'wechat',
      amountFen: 7,
      deliveredAt: null,
      deliveredKeys: ['库存不足，请联系客服'],
    })
  })

  it('takes what the buyer filled in for no key', async () => {
    expect((await find('MANUAL0000000001'))?.order).toMatchObject({
      status: 'paid',
      amountFen: 3050,
      deliveredKeys: [],
      notes: ['充值账号: 10086'],
    })
    expect((await find('WAITING000000001'))?.order).toMatchObject({ status: 'unpaid', paymentNumber: null, paidAt: null, channel: 'other' })
  })

  it('finds nothing under another number, nor under one that only the database takes for the same', async () => {
    expect(await find('DD7K2M9QX4B81TZ0')).toBeNull()
    expect(await find('dd7k2m9qx4b81tza')).toBeNull()
  })
})

describe('orders of an acg-faka database', () => {
  const find = (number: string) => sourceOf({ kind: 'acg-faka', url: shop.readerUrl }).find('plat_1', number)

  it('gives a delivered order with the time its card was sold', async () => {
    expect((await find('123261120140211456'))?.order).toMatchObject({
      status: 'delivered',
      channel: 'wechat',
      merchantId: '42',
      product: { id: '3', name: 'Steam 充值卡' },
      amountFen: 5000,
      paidAt: '2026-11-20T14:02:30+08:00',
      deliveredAt: '2026-11-20T14:02:31+08:00',
      deliveredKeys: ['STEAM-11111-22222'],
    })
  })

  it('keeps the sentence of an order that was paid from the balance and got nothing', async () => {
    expect((await find('123261120140311456'))?.order).toMatchObject({
      status: 'paid',
      channel: 'balance',
      amountFen: 5010,
      deliveredAt: null,
      deliveredKeys: ['很抱歉，有人在你付款之前抢走了商品，请联系客服。'],
    })
  })

  it('says that it does not answer when it is not there', async () => {
    const away = sourceOf({ kind: 'acg-faka', url: 'mysql://reader:secret@127.0.0.1:1/shop' })
    await expect(away.find('plat_1', 'x')).rejects.toMatchObject({ code: 'order-source-unavailable', retry: true })
  })
})

describe('orders of an endpoint', () => {
  const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`

  it('asks with a signature that the platform can check, and reads the form in which orders are pushed', async () => {
    const { order } = await sampleCase('instant-windows-key-blocked')
    const { number } = order.order
    const server = createServer((request, response) => {
      const asked = decodeURIComponent(request.url?.split('/').at(-1) ?? '')
      new Webhook(secret).verify(JSON.stringify({ order: asked }), request.headers as Record<string, string>)
      if (asked === number) response.end(JSON.stringify(order))
      else response.writeHead(asked === 'broken' ? 200 : 404).end('{}')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const source = sourceOf({ kind: 'http', url: `http://127.0.0.1:${port}/orders/{number}`, secret })

    expect(await source.find('plat_1', number)).toMatchObject({ order: { number }, buyer: { id: order.buyer?.id } })
    expect(await source.find('plat_1', 'none')).toBeNull()
    expect(await source.find('plat_2', number)).toBeNull()
    await expect(source.find('plat_1', 'broken')).rejects.toMatchObject({ code: 'order-source-unavailable' })
    server.closeAllConnections()
    server.close()
  })

  it('refuses a list that is wrong, with all that is wrong', () => {
    const list = [
      { platform: 'me', kind: 'http', url: 'ftp://x', secret: 's' },
      { platform: 'plat_1', kind: 'dujiaoka', url: 'mysql://x', timeZone: 'Mars/Base' },
    ]
    expect(() => openOrderSources(list, readFoundOrder)).toThrow(/plat_…[\s\S]*Asia\/Shanghai/)
  })
})
