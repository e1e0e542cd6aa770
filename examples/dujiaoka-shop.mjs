// A shop like dujiaoka with refunds by SwiftProof: its order page takes the claim, the buyer's page of SwiftProof takes the
// evidence, the shop pays back when it is asked to and reports.
// usage: node examples/dujiaoka-shop.mjs http://127.0.0.1:3000 sp_test_… [port] [the time of claims, where it is not now]
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { html } from 'hono/html'
import { openClient } from 'swiftproof/client'
import { verifyWebhook } from 'swiftproof/client/verify-webhook'

const [baseUrl = '', apiKey = '', port = '4100', claimTime] = process.argv.slice(2)
const swiftproof = openClient({ baseUrl, apiKey })

/** A row of dujiaoka's table `orders`, and what it does not keep: the payment's way, and which buyer of ours it was. */
const orders = new Map([
  [
    'K38V07KWDNPO7CM9',
    {
      order_sn: 'K38V07KWDNPO7CM9',
      title: 'Windows 11 专业版 激活码',
      goods_id: 11,
      actual_price: '128.00',
      status: 4,
      info: 'JCYPG-GTJC2-6YWMD-CJC4M-X44D9',
      trade_no: '2026112022001795813867769758',
      created_at: '2026-11-20 14:02:11',
      updated_at: '2026-11-20 14:02:33',
      channel: 'alipay',
      buyer: { id: 'buyer-99740', creditScore: 741, accountAgeDays: 839, completedOrders: 96, refunds90d: 1, upheldAgainst365d: 0 },
    },
  ],
])

/** What SwiftProof told of each order, and what was paid back under which refund number: a real shop's database. */
const told = new Map()
const paidBack = new Map()

const reasons = {
  'activation-failed': '激活失败',
  'key-invalid': '卡密无效',
  'not-delivered': '未收到卡密',
  'duplicate-payment': '重复扣款',
}
const statuses = { 1: '待支付', 2: '待处理', 3: '处理中', 4: '已完成', 5: '处理失败', 6: '异常', '-1': '过期' }

const fenOf = (price) => Math.round(Number(price) * 100)
/** The table's times are those of the server's zone, without saying so. */
const timeOf = (local) => `${local.replace(' ', 'T')}+08:00`

/** The order as SwiftProof takes it. Delivered keys of an order are the lines of its `info` once it is done. */
function pushedOrder(row) {
  const isDone = row.status === 4
  return {
    order: {
      number: row.order_sn,
      paymentNumber: row.trade_no,
      merchantOrderNumber: null,
      status: isDone ? 'delivered' : row.status === -1 ? 'closed' : row.status === 1 ? 'unpaid' : 'paid',
      channel: row.channel,
      merchantId: 'the-shop',
      product: { id: String(row.goods_id), name: row.title, kind: 'licence' },
      amountFen: fenOf(row.actual_price),
      refundedFen: [...paidBack.values()].filter(({ orderNumber }) => orderNumber === row.order_sn).reduce((sum, { fen }) => sum + fen, 0),
      currency: 'CNY',
      createdAt: timeOf(row.created_at),
      paidAt: row.status === 1 ? null : timeOf(row.created_at),
      deliveredAt: isDone ? timeOf(row.updated_at) : null,
      completedAt: null,
      deliveredKeys: isDone ? row.info.split('\n') : [],
      notes: isDone ? [] : [row.info],
      channelDispute: 'none',
      payments: [],
      merchantAnswer: null,
      // The shop sells its own goods: nobody else is asked before a refund.
      instantFunding: 'merchant',
    },
    buyer: { ...row.buyer, deviceId: null },
  }
}

const page = (title, body) =>
  html`<!doctype html><html lang="zh"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>${body}</html>`

const shop = new Hono()

shop.get('/detail-order-sn/:sn', (c) => {
  const row = orders.get(c.req.param('sn'))
  if (!row) return c.html(page('订单不存在', html`<p>订单不存在</p>`), 404)
  const news = told.get(row.order_sn)
  const back = [...paidBack.values()].find(({ orderNumber }) => orderNumber === row.order_sn)
  return c.html(
    page(
      '订单详情',
      html`<h1>${row.title}</h1>
        <p>订单号 ${row.order_sn}　¥${row.actual_price}　${statuses[row.status]}</p>
        ${news ? html`<p>售后：${news}</p>` : ''} ${back ? html`<p>已退款 ¥${(back.fen / 100).toFixed(2)}</p>` : ''}
        <form method="post" action="/refund/${row.order_sn}">
          <label>原因 <select name="reason">${Object.entries(reasons).map(([code, name]) => html`<option value="${code}">${name}</option>`)}</select></label>
          <label>说明 <input name="statement" required></label>
          <button>申请售后</button>
        </form>`,
    ),
  )
})

// The claim opens a case (or joins the open one); the buyer goes on where the evidence is taken.
shop.post('/refund/:sn', async (c) => {
  const row = orders.get(c.req.param('sn'))
  if (!row) return c.text('订单不存在', 404)
  const { reason, statement } = await c.req.parseBody()
  await swiftproof.putOrder(pushedOrder(row))
  const submittedAt = claimTime ?? new Date().toISOString()
  const claim = { orderNumber: row.order_sn, reason, statement, submittedAt, buyerId: row.buyer.id, door: 'order-page' }
  const { id } = await swiftproof.openCase({ claim, reference: null })
  const { url } = await swiftproof.linkBuyer(id)
  return c.redirect(url, 303)
})

// Events come at least once, and in order within a case.
shop.post('/swiftproof', async (c) => {
  let event
  try {
    event = verifyWebhook(await c.req.text(), c.req.header(), secret)
  } catch {
    return c.text('not signed', 401)
  }
  const { type, data } = event
  if (data.orderNumber && data.explanation) told.set(data.orderNumber, data.explanation)
  if (type === 'refund.requested') await payBack(data)
  return c.body(null, 204)
})

/** Pays once, however often it is asked: the refund's number is the payment channel's, and is kept with the payment. */
async function payBack({ refundId, number, orderNumber, amountFen }) {
  const at = paidBack.get(number)?.at ?? new Date().toISOString()
  paidBack.set(number, { orderNumber, fen: amountFen, at })
  await swiftproof.reportRefund(refundId, { state: 'succeeded', amountFen, channelRefundNumber: null, at })
}

const server = serve({ fetch: shop.fetch, port: Number(port), hostname: '127.0.0.1' })
const { secret } = await swiftproof.addWebhook(`http://127.0.0.1:${port}/swiftproof`)
console.log(`http://127.0.0.1:${port}/detail-order-sn/${orders.keys().next().value}`)
process.on('SIGTERM', () => server.close())
