import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { complain, sell } from './fresh-order.js'
import { openRoad, type Road, until } from './open-road.js'

let road: Road

beforeAll(async () => {
  road = await openRoad()
})

afterAll(() => road?.close())

const isClosed = ({ state }: { readonly state: string }) => state === 'closed'
const paidRoad = ['case.opened', 'case.decided', 'refund.succeeded', 'case.closed']

/** What the channel gave back on this payment. */
const paidOn = async (paymentNumber: string | null | undefined) =>
  (await road.books()).refunds.filter((refund) => refund.paymentNumber === paymentNumber)

describe('the whole road of money, through payment channels', { timeout: 120_000 }, () => {
  it('pays a decided case back through Alipay once, and closes it', async () => {
    const sale = sell({ channel: 'alipay' })
    const caseId = await complain(road, road.live, sale)
    const ended = await road.live.untilCase(caseId, isClosed)
    expect(ended).toMatchObject({ result: 'paid', outcome: 'instant-refund', verdict: { rule: 'undelivered-instant' } })
    expect(await road.live.eventTypes(caseId)).toEqual(paidRoad)
    expect(await paidOn(sale.pushed.order.paymentNumber)).toMatchObject([{ amountFen: 5000, state: 'succeeded', requests: 1 }])
    expect(await road.live.refunds(caseId)).toMatchObject([{ state: 'succeeded', paidBy: 'channel', amountFen: 5000 }])
  })

  it('waits for the notice of WeChat Pay before a refund that was accepted counts as paid', async () => {
    await road.tell('scenario', { settleMs: null }, 'PUT')
    const sale = sell({ channel: 'wechat' })
    const caseId = await complain(road, road.live, sale)
    const [refund] = await until(
      () => road.live.refunds(caseId),
      ([one]) => one?.state === 'accepted',
    )
    expect(await road.live.client.getCase(caseId)).toMatchObject({ state: 'paying', waitsFor: { whom: 'payment-channel' } })
    await road.tell('settle', { channel: 'wechat', refundNumber: refund?.number, end: 'succeeded' })
    expect(await road.live.untilCase(caseId, isClosed)).toMatchObject({ result: 'paid' })
    expect(await road.live.eventTypes(caseId)).toEqual(paidRoad)
    expect(await paidOn(sale.pushed.order.paymentNumber)).toMatchObject([{ amountFen: 5000, state: 'succeeded' }])
  })

  it('asks for itself when the notice is lost', async () => {
    await road.tell('scenario', { notices: { lost: 1 } }, 'PUT')
    const sale = sell({ channel: 'wechat' })
    const caseId = await complain(road, road.live, sale)
    expect(await road.live.untilCase(caseId, isClosed)).toMatchObject({ result: 'paid' })
    expect(await road.live.eventTypes(caseId)).toEqual(paidRoad)
    await road.tell('scenario', {}, 'PUT')
  })

  it('pays nothing on a second claim, neither before the shop has pushed the refund nor after', async () => {
    const sale = sell({ channel: 'alipay' })
    const { order } = sale.pushed
    const caseId = await complain(road, road.live, sale)
    await road.live.untilCase(caseId, isClosed)
    const [refund] = await road.live.refunds(caseId)
    const secondClaim = async () => {
      const { id } = await road.live.client.openCase({ claim: sale.claim, reference: null })
      return road.live.untilCase(id, ({ state }) => state === 'appealable')
    }
    const refused = { outcome: 'not-eligible', verdict: { rule: 'already-refunded' }, result: 'not-eligible' }
    const second = await secondClaim()
    expect(second).toMatchObject(refused)
    const record = { ...order, status: 'refunded' as const, refundedFen: 5000, refundNumbers: [refund?.number ?? ''] }
    await road.live.client.putOrder({ ...sale.pushed, order: record })
    await road.live.client.withdrawCase(second.id)
    expect(await secondClaim()).toMatchObject(refused)
    expect(await paidOn(order.paymentNumber)).toHaveLength(1)
  })

  it('holds a case while WeChat Pay has a complaint about its payment, and goes on when it is over', async () => {
    const sale = sell({ channel: 'wechat', isTrusted: false })
    const { paymentNumber } = sale.pushed.order
    const caseId = await complain(road, road.live, sale)
    await road.live.untilCase(caseId, ({ state }) => state === 'merchant-window')
    const notifyUrl = road.noticesAt('wechat')
    const complaint = { channel: 'wechat', number: 'C2026', paymentNumber, words: '没有发货', notifyUrl }
    await road.tell('complaints', { ...complaint, state: 'open' })
    expect(await road.live.untilCase(caseId, ({ state }) => state === 'on-hold')).toMatchObject({ waitsFor: { whom: 'payment-channel' } })
    await road.tell('complaints', { ...complaint, state: 'closed' })
    await road.live.untilCase(caseId, ({ state }) => state === 'merchant-window')
    await road.live.client.answerAsMerchant(caseId, { state: 'consents', words: '' })
    expect(await road.live.untilCase(caseId, isClosed)).toMatchObject({ result: 'paid', verdict: { rule: 'undelivered-cannot-deliver' } })
    expect(await paidOn(paymentNumber)).toMatchObject([{ amountFen: 5000, state: 'succeeded' }])
  })

  it('leaves books without a fault', async () => {
    await road.end('SIGTERM')
    const checks = (await road.run('ledger', 'verify', '--json'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    const { paidOutFen } = await road.books()
    expect(checks.flatMap(({ problems }) => problems)).toEqual([])
    expect(checks.find(({ platformId }) => platformId === road.live.platformId)).toMatchObject({ promisedFen: 0 })
    expect(paidOutFen).toBe(25_000)
  })
})
