import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Fault } from '../../src/errors.js'
import { defaultPolicy } from '../../src/judge/default-policy.js'
import { carryRefund } from '../../src/pipeline/carry-refund.js'
import { orderRefunds } from '../../src/pipeline/order-refunds.js'
import type { PaymentChannel, PaymentNotice } from '../../src/ports/payments.js'
import { claimOn, orderNamed } from '../adapters/store/store-parts.js'
import { paymentNumber } from '../builders/case.js'
import { openService, type Service } from './open-service.js'

interface Refund {
  readonly id: string
  readonly state: string
  readonly code: string
  readonly items: readonly Refund[]
  readonly breaker: { readonly tripped: boolean }
}

describe('refunds over HTTP', () => {
  let service: Service
  let clockMs = Date.now() + 1000
  let hasChannel = false
  let notice: PaymentNotice = { is: 'other', noticeId: 'n', kind: 'none' }
  const never = async () => {
    throw new Fault('payment-channel-unavailable', 'not asked here')
  }
  const channel: PaymentChannel = {
    refund: never,
    queryRefund: never,
    queryTrade: never,
    acknowledgement: 'success',
    parseNotice: async (headers) => {
      if (headers['x-signature'] !== 'good') throw new Fault('notice-refused', 'wrong signature')
      return notice
    },
  }
  const payments = { of: (platformId: string) => (hasChannel && platformId === service.shop.live.id ? channel : null) }
  const now = () => new Date(clockMs)
  let count = 0

  beforeAll(async () => {
    service = await openService({ payments, now })
  })
  afterAll(() => service?.close())

  const inShop: <T>(work: Parameters<typeof service.parts.store.inPlatform<T>>[1]) => Promise<T> = (work) =>
    service.parts.store.inPlatform(service.shop.live.id, work)
  /** A refund that the platform is asked to pay. */
  const order = async (decidedBy = 'person') => {
    const orderNumber = `R${count++}`
    const refundId = await inShop(async (rows) => {
      await rows.orders.upsert([orderNamed(orderNumber, { paymentNumber: `${paymentNumber}${orderNumber}` })])
      const { row } = await rows.cases.open({ claim: claimOn(orderNumber), orderNumber })
      const payout = { paymentNumber: `${paymentNumber}${orderNumber}`, amountFen: 500 }
      const refund = { caseId: row.id, orderNumber, payout, decidedBy, reason: '退款' }
      const ordered = await orderRefunds(rows, [refund], defaultPolicy, now().toISOString())
      return ordered.is === 'ordered' ? (ordered.refundIds[0] ?? '') : ''
    })
    await carryRefund({ store: service.parts.store, payments: { of: () => null }, now }, { platformId: service.shop.live.id, refundId })
    return { refundId, orderNumber }
  }
  const ask = async (method: string, address: string, json?: unknown, key?: string) => {
    const answer = await service.ask(method, address, { ...(json === undefined ? {} : { json }), ...(key ? { key } : {}) })
    return { status: answer.status, body: (await answer.json()) as Refund }
  }
  const report = (change: object = {}) => ({
    state: 'succeeded',
    amountFen: 500,
    channelRefundNumber: 'W1',
    at: now().toISOString(),
    ...change,
  })
  const send = (headers: Record<string, string>, on = service.shop.live.id) =>
    service.ask('POST', `/v1/notices/${on}/alipay`, { key: null, body: 'x=1', headers })

  it('keeps the report of a refund that the platform paid, and the same report again', async () => {
    const { refundId } = await order()
    const said = report()
    for (const _ of [1, 2])
      expect(await ask('POST', `/v1/refunds/${refundId}/report`, said)).toMatchObject({ status: 200, body: { state: 'succeeded' } })
    expect((await ask('GET', `/v1/refunds/${refundId}`)).body.state).toBe('succeeded')
    expect((await ask('GET', '/v1/refunds?state=succeeded')).body.items.map(({ id }) => id)).toContain(refundId)
  })

  it.each([
    ['another amount', [], { amountFen: 501 }],
    ['another end', [{}], { state: 'failed' }],
    ['another number', [{}], { channelRefundNumber: 'W2' }],
    ['a success after a failure', [{ state: 'failed' }], {}],
  ] as const)('refuses a report of %s, changes nothing and tells a person', async (_, before, differs) => {
    const { refundId } = await order()
    for (const one of before) await ask('POST', `/v1/refunds/${refundId}/report`, report(one))
    const { body: known } = await ask('GET', `/v1/refunds/${refundId}`)
    expect(await ask('POST', `/v1/refunds/${refundId}/report`, report(differs))).toMatchObject({
      status: 409,
      body: { code: 'refund-conflict' },
    })
    expect((await ask('GET', `/v1/refunds/${refundId}`)).body.state).toBe(known.state)
    const { rows } = await inShop(({ events }) => events.list({ limit: 100, after: null, types: ['refund.stuck'] }))
    expect(rows.filter(({ data }) => (data as { refundId: string }).refundId === refundId)).toHaveLength(1)
  })

  it("does not know another platform's refund", async () => {
    const { refundId } = await order()
    for (const [method, address, json] of [
      ['GET', '', undefined],
      ['POST', '/report', report()],
      ['POST', '/statement', { person: 'a', state: 'failed', words: 'x' }],
    ] as const) {
      expect((await ask(method, `/v1/refunds/${refundId}${address}`, json, service.other.liveKey)).status).toBe(404)
    }
  })

  it('believes two people about a refund that nobody answers for, never one', async () => {
    const { refundId } = await order()
    const say = (person: string, state: string) => ask('POST', `/v1/refunds/${refundId}/statement`, { person, state, words: '银行流水' })
    expect(await say('ann', 'succeeded')).toMatchObject({ status: 409 })
    clockMs += 6 * 86_400_000
    await carryRefund({ store: service.parts.store, payments, now }, { platformId: service.shop.live.id, refundId })
    expect((await say('ann', 'succeeded')).body.state).toBe('requested')
    expect((await say('ann', 'succeeded')).body.state).toBe('requested')
    expect((await say('bob', 'failed')).body.state).toBe('requested')
    expect((await say('ann', 'failed')).body.state).toBe('failed')
    expect(await say('bob', 'failed')).toMatchObject({ status: 409 })
  })

  it('takes notices that the channel signed, again and in any order, and no others', async () => {
    const { refundId, orderNumber } = await order()
    const row = await inShop(({ refunds }) => refunds.get(refundId))
    expect((await send({ 'x-signature': 'good' })).status).toBe(404)
    hasChannel = true
    const at = now().toISOString()
    const answer = { is: 'succeeded', at, channelRefundNumber: 'C1', refundedFen: 500 } as const
    notice = { is: 'refund', noticeId: 'n1', refundNumber: row?.number ?? '', answer }
    expect((await send({ 'x-signature': 'bad' })).status).toBe(401)
    expect((await ask('GET', `/v1/refunds/${refundId}`)).body.state).toBe('requested')
    for (const _ of [1, 2, 3]) expect(await (await send({ 'x-signature': 'good' })).text()).toBe('success')
    expect((await ask('GET', `/v1/refunds/${refundId}`)).body.state).toBe('succeeded')
    const payment = { paymentNumber: `${paymentNumber}${orderNumber}`, merchantOrderNumber: null }
    const dispute = { is: 'dispute', noticeId: 'n2', disputeNumber: 'D1', payments: [payment], words: '投诉' } as const
    notice = { ...dispute, state: 'closed', at: new Date(clockMs + 1000).toISOString() }
    await send({ 'x-signature': 'good' })
    notice = { ...dispute, state: 'open', at }
    await send({ 'x-signature': 'good' })
    expect(await inShop(({ disputes }) => disputes.ofOrder(orderNumber))).toMatchObject([{ state: 'closed', words: '投诉' }])
    notice = { ...dispute, disputeNumber: 'D2', state: 'open', at }
    const judging = async () => (await inShop(({ cases }) => cases.list({ limit: 1, after: null, orderNumber }))).rows[0]?.revision ?? 0
    const before = await judging()
    for (const _ of [1, 2]) expect((await send({ 'x-signature': 'good' })).status).toBe(200)
    expect(await inShop(({ disputes }) => disputes.ofOrder(orderNumber))).toHaveLength(2)
    expect((await judging()) - before).toBeLessThanOrEqual(1)
  })

  it('stops automatic payments and lets them run again, by whoever may', async () => {
    expect((await ask('GET', '/v1/exposure')).body.breaker.tripped).toBe(false)
    for (const _ of [1, 2]) expect((await ask('POST', '/v1/breaker/trip', { words: '异常' })).body.breaker.tripped).toBe(true)
    expect((await ask('POST', '/v1/breaker/reset', { words: '已核查' })).body.breaker.tripped).toBe(false)
    expect((await ask('POST', '/v1/breaker/trip', {})).status).toBe(422)
    const { rows } = await inShop(({ events }) => events.list({ limit: 100, after: null, types: ['breaker.tripped'] }))
    expect(rows).toMatchObject([{ caseId: null, data: { cause: 'by-hand', words: '异常', caseId: null } }])
    expect((await ask('GET', '/v1/events?type=breaker.tripped')).body.items).toMatchObject([{ caseId: null }])
  })

  it('counts what an audit found once for a case, whoever tells it again, and refuses another finding', async () => {
    const { refundId } = await order('machine')
    const { caseId = '' } = (await inShop(({ refunds }) => refunds.get(refundId))) ?? {}
    const audit = (wrong: boolean) => ask('POST', `/v1/cases/${caseId}/payment-audit`, { wrong })
    for (const _ of [1, 2]) expect(await audit(true)).toMatchObject({ status: 200, body: { breaker: { drift: { audited: 1, wrong: 1 } } } })
    expect(await audit(false)).toMatchObject({ status: 409, body: { code: 'refund-conflict' } })
    expect((await ask('GET', '/v1/exposure')).body.breaker).toMatchObject({ drift: { audited: 1, wrong: 1 } })
  })
})
