import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deliveredKey } from '../builders/case.js'
import { openService, read, type Service } from './open-service.js'
import { claimOn, pushed } from './samples.js'

let service: Service
beforeAll(async () => {
  service = await openService()
})
afterAll(() => service.close())

describe('orders', () => {
  it('are kept one by one, and shown with their keys only to who may see them', async () => {
    expect((await service.ask('PUT', '/v1/orders/O1', { json: pushed('O1', { notes: [`发货 ${deliveredKey}`] }) })).status).toBe(201)
    expect((await service.ask('PUT', '/v1/orders/O1', { json: pushed('O1') })).status).toBe(200)
    expect((await read(service.ask('GET', '/v1/orders/O1'))).order.deliveredKeys).toEqual([deliveredKey])
    const { secret } = await read(service.ask('POST', '/v1/api-keys', { json: { name: 'plain', scopes: ['orders:read'] } }))
    const masked = await (await service.ask('GET', '/v1/orders/O1', { key: secret })).text()
    expect(masked).not.toContain(deliveredKey)
    expect(masked).toContain(`${deliveredKey.slice(0, 4)}…`)
  })

  it('come many at a time, and a bad one does not hold up the good ones', async () => {
    const report = await read(
      service.ask('POST', '/v1/orders', { json: { orders: [pushed('M1'), { order: { number: 'M2' } }, pushed('M3')] } }),
    )
    expect(report).toMatchObject({ received: 3, created: 2, refused: 1, problems: [{ line: 2 }] })
    expect((await service.ask('GET', '/v1/orders/M3')).status).toBe(200)
  })

  it('come as NDJSON and as CSV, with each bad line named', async () => {
    const lines = [JSON.stringify(pushed('N1')), '{broken', '', JSON.stringify(pushed('N2'))].join('\r\n')
    const ndjson = await service.ask('POST', '/v1/orders/import', { body: lines, headers: { 'content-type': 'application/x-ndjson' } })
    expect(await read(ndjson)).toMatchObject({ received: 3, created: 2, problems: [{ line: 2 }] })
    const heading =
      'order.number,order.status,order.channel,order.merchantId,order.product.id,order.product.name,order.product.kind,order.amountFen,order.createdAt,order.deliveredKeys'
    const row = (number: string, amount: string) =>
      `${number},paid,alipay,m1,p1,"会员, 月卡",membership,${amount},2026-11-20T14:00:00+08:00,"[""K-1""]"`
    const csv = await service.ask('POST', '/v1/orders/import', {
      body: `\uFEFF${heading}\n${row('20261120001', '500')}\n${row('C2', 'many')}\n`,
      headers: { 'content-type': 'text/csv' },
    })
    expect(await read(csv)).toMatchObject({
      received: 2,
      created: 1,
      problems: [{ line: 3, problem: expect.stringContaining('order.amountFen') }],
    })
    expect((await read(service.ask('GET', '/v1/orders/20261120001'))).order).toMatchObject({ amountFen: 500, deliveredKeys: ['K-1'] })
  })

  it('have their open case judged anew when they change, and not when they do not', async () => {
    await service.ask('PUT', '/v1/orders/J1', { json: pushed('J1') })
    const { id } = await read(service.ask('POST', '/v1/cases', { json: claimOn('J1') }))
    await service.ask('PUT', '/v1/orders/J1', { json: pushed('J1') })
    expect(await service.jobsOf(id)).toEqual(['judge-case'])
    await service.ask('PUT', '/v1/orders/J1', { json: pushed('J1', { refundedFen: 1 }) })
    expect(await service.jobsOf(id)).toEqual(['judge-case', 'judge-case'])
  })
})

describe('a list', () => {
  it('gives every row once over its pages, and knows no cursor but its own', async () => {
    for (const at of [1, 2, 3, 4, 5]) await service.ask('POST', '/v1/cases', { json: claimOn(`P${at}`) })
    const seen: string[] = []
    let next: string | null = ''
    while (next !== null) {
      const page = await read(service.ask('GET', `/v1/cases?limit=2${next ? `&cursor=${next}` : ''}`))
      seen.push(...page.items.map(({ id }) => id))
      next = page.next
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.length).toBeGreaterThanOrEqual(5)
    const foreign = await service.ask('GET', '/v1/cases?cursor=bm9uc2Vuc2Ugbm9uc2Vuc2U')
    expect(await foreign.json()).toMatchObject({ code: 'cursor-unknown', status: 400 })
  })
})

describe('the document', () => {
  it('is OpenAPI 3.1 with a name and a summary for every operation, and is drawn without a script', async () => {
    const document = (await (await service.ask('GET', '/openapi.json', { key: null })).json()) as {
      openapi: string
      paths: Record<string, Record<string, { operationId?: string; summary?: string }>>
    }
    expect(document.openapi).toBe('3.1.0')
    const operations = Object.values(document.paths).flatMap((item) => Object.values(item))
    expect(operations.filter(({ operationId, summary }) => !operationId || !summary)).toEqual([])
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length)
    const page = await (await service.ask('GET', '/docs', { key: null })).text()
    for (const { operationId } of operations) expect(page).toContain(`id="${operationId}"`)
    expect(page).not.toMatch(/<script|https?:\/\/[^"]*\.js/)
  })
})
