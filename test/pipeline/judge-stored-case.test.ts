import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { receiveOrders } from '../../src/intake/receive-orders.js'
import { judgeStoredCase } from '../../src/pipeline/judge-stored-case.js'
import { claimOn, orderNamed } from '../adapters/store/store-parts.js'
import { engines, type Flow, openFlow, readingOf } from './open-flow.js'

describe.each(engines)('judging a stored case on the %s store', (...engine) => {
  let flow: Flow
  const judge = (caseId: string, revision: number, platformId = flow.platformId) =>
    judgeStoredCase({ store: flow.store, orders: null, now: () => new Date() }, { platformId, caseId, revision })
  const look = (caseId: string, platformId = flow.platformId) =>
    flow.store.inPlatform(platformId, async ({ cases, verdicts, events }) => ({
      row: await cases.get(caseId),
      verdicts: await verdicts.list(caseId),
      events: (await events.list({ limit: 50, after: null, caseId })).rows.map(({ type }) => type),
    }))

  beforeAll(async () => {
    flow = await openFlow(engine)
  })
  afterAll(() => flow?.close())

  it('rules 7.1: gives one verdict and one announcement, however often and at once it runs', async () => {
    const { caseId, evidenceIds } = await flow.openCase('ORDER-ONCE', ['a'])
    for (const id of evidenceIds) await flow.keepRead(id, ['订单号 ORDER-ONCE'])
    await Promise.all([judge(caseId, 2), judge(caseId, 2), judge(caseId, 2)])
    await judge(caseId, 2)
    const { row, verdicts, events } = await look(caseId)
    expect(verdicts).toHaveLength(1)
    expect(events).toHaveLength(1)
    expect(row).toMatchObject({ judgedRevision: 2, outcome: verdicts[0]?.verdict.outcome })
    expect(row?.state).not.toBe('open')
  })

  it('does nothing for a revision that is past, and for another platform', async () => {
    const { caseId, evidenceIds } = await flow.openCase('ORDER-STALE', ['b'])
    for (const id of evidenceIds) await flow.keepRead(id, [])
    await judge(caseId, 1)
    await judge(caseId, 2, flow.testId)
    expect((await look(caseId)).verdicts).toEqual([])
  })

  it('waits while a piece is not read', async () => {
    const { caseId, evidenceIds } = await flow.openCase('ORDER-WAIT', ['c', 'd'])
    await flow.keepRead(evidenceIds[0] ?? '', [])
    await judge(caseId, 2)
    expect(await look(caseId)).toMatchObject({ verdicts: [], row: { state: 'open' } })
  })

  it('judges anew, and announces again, when the order changes', async () => {
    const { caseId, evidenceIds } = await flow.openCase('ORDER-CHANGE', ['e'])
    for (const id of evidenceIds) await flow.keepRead(id, [])
    await judge(caseId, 2)
    await flow.inShop((rows) => receiveOrders(rows, [orderNamed('ORDER-CHANGE', { status: 'refunded', refundedFen: 12800 })], 'key_1'))
    await judge(caseId, 3)
    const { row, verdicts, events } = await look(caseId)
    expect(row).toMatchObject({ state: 'appealable', result: 'not-eligible', outcome: 'not-eligible' })
    expect(verdicts.map(({ revision }) => revision)).toEqual([3, 2])
    expect(events).toHaveLength(2)
  })

  it('tells the second of two cases that bring the same file, also when both are judged at once', async () => {
    const cases = [await flow.openCase('ORDER-R1', ['same']), await flow.openCase('ORDER-R2', ['same'])]
    for (const { evidenceIds } of cases) {
      await flow.inShop((rows) => rows.readings.put(evidenceIds[0] ?? '', readingOf(['激活失败 0xC004C003'], 'same')))
    }
    await Promise.all(cases.map(({ caseId }) => judge(caseId, 2)))
    const seen = await Promise.all(
      cases.map(async ({ caseId }) => (await look(caseId)).verdicts[0]?.judgedBy.seenBefore.filter(({ what }) => what === 'file').length),
    )
    expect(seen.filter((count) => count !== undefined && count > 0)).toHaveLength(1)
  })

  it("judges a test side's case as of its submission, and names pieces of the same name apart", async () => {
    const { caseId, evidenceIds } = await flow.openCase('ORDER-TEST', ['f', 'g'], flow.testId)
    for (const id of evidenceIds) await flow.keepRead(id, [], flow.testId)
    await judge(caseId, 2, flow.testId)
    const [verdict] = (await look(caseId, flow.testId)).verdicts
    expect(verdict?.judgedBy.now).toBe(claimOn(null).submittedAt)
    expect(verdict?.judgedBy.evidence.map(({ file }) => file)).toEqual(['shot.png', 'shot.png (2)'])
  })

  it('rules 1.6: looks up an order that nobody pushed, and judges by it', async () => {
    const { row } = await flow.inShop((rows) => rows.cases.open({ claim: claimOn('ORDER-PULL'), orderNumber: 'ORDER-PULL' }))
    const asked: string[] = []
    const orders = {
      find: async (_: string, number: string) => {
        asked.push(number)
        return { ...orderNamed(number), buyer: null }
      },
    }
    const parts = { store: flow.store, orders, now: () => new Date() }
    for (const revision of [1, 2]) await judgeStoredCase(parts, { platformId: flow.platformId, caseId: row.id, revision })
    expect(asked).toEqual(['ORDER-PULL'])
    expect((await look(row.id)).verdicts.map(({ revision, judgedBy }) => [revision, judgedBy.order?.number])).toEqual([[2, 'ORDER-PULL']])
  })
})
