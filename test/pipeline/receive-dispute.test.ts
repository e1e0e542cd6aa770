import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { receiveOrders } from '../../src/intake/receive-orders.js'
import { judgeStoredCase } from '../../src/pipeline/judge-stored-case.js'
import { receiveDispute } from '../../src/pipeline/receive-dispute.js'
import { orderNamed } from '../adapters/store/store-parts.js'
import { engines, type Flow, openFlow } from './open-flow.js'

const now = '2026-11-20T07:00:00.000Z'
const at = (minute: number) => `2026-11-20T15:${String(minute).padStart(2, '0')}:00.000Z`

describe.each(engines)('a complaint at the payment channel, on the %s store', (...engine) => {
  let flow: Flow
  let count = 0
  const complain = (paymentNumber: string, state: 'open' | 'closed', minute: number, number = `C-${paymentNumber}`) =>
    flow.inShop((rows) =>
      receiveDispute(
        rows,
        'wechat',
        {
          is: 'dispute',
          noticeId: `n${minute}`,
          disputeNumber: number,
          state,
          at: at(minute),
          payments: [{ paymentNumber, merchantOrderNumber: null }],
          words: '卡密打不开',
        },
        now,
      ),
    )
  const openOrder = async () => {
    count++
    const number = `ORDER-COMPLAINT-${count}`
    const paymentNumber = `PAY-${count}`
    const { caseId, evidenceIds } = await flow.openCase(number, [`shot ${count}`])
    await flow.inShop((rows) => receiveOrders(rows, [orderNamed(number, { paymentNumber })], 'key_1'))
    for (const id of evidenceIds) await flow.keepRead(id, [`订单号 ${number}`])
    return { number, paymentNumber, caseId }
  }
  const judge = async (caseId: string) => {
    const row = await flow.inShop(({ cases }) => cases.get(caseId))
    const payload = { platformId: flow.platformId, caseId, revision: row?.revision ?? 0 }
    await judgeStoredCase({ store: flow.store, orders: null, now: () => new Date(now) }, payload)
    return flow.inShop(async ({ cases, verdicts }) => ({ row: await cases.get(caseId), verdict: (await verdicts.latest(caseId))?.verdict }))
  }

  beforeAll(async () => {
    flow = await openFlow(engine)
  })
  afterAll(() => flow?.close())

  it('rules 2.5: puts the case on hold while it is open, and lets it go on when it ends', async () => {
    const { paymentNumber, caseId } = await openOrder()
    const before = await judge(caseId)
    expect(before.row?.state).not.toBe('on-hold')
    await complain(paymentNumber, 'open', 1)
    const held = await judge(caseId)
    expect(held.row?.state).toBe('on-hold')
    expect(held.verdict).toMatchObject({ outcome: 'hold', payouts: [] })
    await complain(paymentNumber, 'closed', 2)
    const after = await judge(caseId)
    expect(after.row?.state).not.toBe('on-hold')
    expect(after.verdict?.outcome).toBe(before.verdict?.outcome)
  })

  it('is stored once and judged once however often it is told', async () => {
    const { paymentNumber, caseId } = await openOrder()
    const first = await complain(paymentNumber, 'open', 1)
    const held = await judge(caseId)
    for (const minute of [1, 2, 3]) expect((await complain(paymentNumber, 'open', minute)).id).toBe(first.id)
    expect((await judge(caseId)).row?.revision).toBe(held.row?.revision)
    const all = await flow.inShop(({ complaints }) => complaints.ofPayment([paymentNumber]))
    expect(all).toHaveLength(1)
    expect(all[0]).toMatchObject({ state: 'open', words: '卡密打不开', payments: [{ paymentNumber, merchantOrderNumber: null }] })
  })

  it('stays ended when an older word comes after', async () => {
    const { paymentNumber, caseId } = await openOrder()
    await complain(paymentNumber, 'closed', 9)
    await complain(paymentNumber, 'open', 3)
    expect((await judge(caseId)).row?.state).not.toBe('on-hold')
  })

  it('holds the order until the last of several has ended', async () => {
    const { paymentNumber, caseId } = await openOrder()
    await complain(paymentNumber, 'open', 1, `${paymentNumber}-a`)
    await complain(paymentNumber, 'open', 2, `${paymentNumber}-b`)
    await complain(paymentNumber, 'closed', 3, `${paymentNumber}-a`)
    expect((await judge(caseId)).row?.state).toBe('on-hold')
    await complain(paymentNumber, 'closed', 4, `${paymentNumber}-b`)
    expect((await judge(caseId)).row?.state).not.toBe('on-hold')
  })

  it('that comes before its order holds the order from its first push on', async () => {
    await complain('PAY-EARLY', 'open', 1)
    await flow.inShop((rows) => receiveOrders(rows, [orderNamed('ORDER-EARLY', { paymentNumber: 'PAY-EARLY' })], 'key_1'))
    const { caseId, evidenceIds } = await flow.openCase('ORDER-EARLY', ['early'])
    await flow.inShop((rows) => receiveOrders(rows, [orderNamed('ORDER-EARLY', { paymentNumber: 'PAY-EARLY' })], 'key_1'))
    for (const id of evidenceIds) await flow.keepRead(id, [])
    expect((await judge(caseId)).row?.state).toBe('on-hold')
  })

  it('is not seen by another platform', async () => {
    const row = await complain('PAY-OTHER', 'open', 1)
    const seen = await flow.store.inPlatform(flow.testId, async ({ complaints }) => ({
      one: await complaints.get(row.id),
      of: await complaints.ofPayment(['PAY-OTHER']),
      all: (await complaints.list({ limit: 10, after: null })).rows,
    }))
    expect(seen).toEqual({ one: null, of: [], all: [] })
  })
})
