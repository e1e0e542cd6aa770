import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newLife } from '../../src/model/case-life.js'
import { type ExportedCase, type ExportedOrder, exportBuyer } from '../../src/pipeline/export-buyer.js'
import { forgetBuyer } from '../../src/pipeline/forget-buyer.js'
import { judgeStoredCase } from '../../src/pipeline/judge-stored-case.js'
import { claimOn, orderNamed } from '../adapters/store/store-parts.js'
import { engines, type Flow, openFlow } from './open-flow.js'

const now = () => new Date()

describe.each(engines)('the export of a buyer from the %s store', (...engine) => {
  let flow: Flow
  const exported = async (buyerId = 'buyer-42') => {
    const all: (ExportedOrder | ExportedCase)[] = []
    for await (const one of exportBuyer(flow.store, flow.platformId, buyerId)) all.push(one)
    return {
      orders: all.filter((one): one is ExportedOrder => one.is === 'order'),
      cases: all.filter((one): one is ExportedCase => one.is === 'case'),
    }
  }
  beforeAll(async () => {
    flow = await openFlow(engine)
  })
  afterAll(() => flow?.close())

  it('holds every order and case of the buyer with all that is kept of it, and nothing of anybody else', async () => {
    const numbers = Array.from({ length: 45 }, (_, i) => `ORDER-${i}`)
    await flow.inShop((rows) => rows.orders.upsert(numbers.map((number) => orderNamed(number))))
    const other = orderNamed('ORDER-OTHER')
    await flow.inShop((rows) => rows.orders.upsert([{ ...other, buyer: { ...other.buyer, id: 'buyer-else' } }]))
    const { caseId, evidenceIds } = await flow.openCase('ORDER-1', ['one', 'two'])
    for (const id of evidenceIds) await flow.keepRead(id, ['订单号 ORDER-1'])
    await flow.inShop((rows) =>
      rows.cases.open({ claim: { ...claimOn('ORDER-1'), buyerId: 'buyer-else', statement: '别人的话' }, orderNumber: 'ORDER-1' }),
    )
    const revision = (await flow.inShop(({ cases }) => cases.get(caseId)))?.revision ?? 0
    await judgeStoredCase({ store: flow.store, orders: null, now }, { platformId: flow.platformId, caseId, revision })
    const { orders, cases } = await exported()
    expect(orders.map(({ row }) => row.order.number).sort()).toEqual(numbers.toSorted())
    const [one] = cases
    expect(cases).toHaveLength(1)
    expect(one?.row.id).toBe(caseId)
    expect(one?.evidence.map(({ row, examined }) => [row.id, examined?.reading.lines.length])).toEqual(evidenceIds.map((id) => [id, 1]))
    expect(one?.verdicts.map((verdict) => verdict.revision)).toEqual([revision])
    expect(one?.moves.length).toBeGreaterThan(0)
    expect(one?.row.laterClaims).toEqual([])
    expect(JSON.stringify([orders, cases])).not.toContain('buyer-else')
    expect((await exported('buyer-else')).orders.map(({ row }) => row.order.number)).toEqual(['ORDER-OTHER'])
    expect(await exported('nobody')).toEqual({ orders: [], cases: [] })
  })

  it('says what was deleted, and holds none of it', async () => {
    const { caseId, evidenceIds } = await flow.openCase('ORDER-2', ['three'])
    await flow.keepRead(evidenceIds[0] ?? '', ['订单号 ORDER-2'])
    await flow.inShop((rows) => rows.cases.move(caseId, { ...newLife, state: 'closed', result: 'paid' }, []))
    await forgetBuyer({ store: flow.store, blobs: flow.blobs, now }, flow.platformId, 'buyer-42')
    const gone = (await exported()).cases.find(({ row }) => row.id === caseId)
    expect(gone?.deletions.map(({ what }) => what).sort()).toEqual(['evidence', 'keys', 'readings'])
    expect(gone?.evidence).toMatchObject([{ row: { state: 'deleted', fileName: '' }, examined: null }])
  })
})
