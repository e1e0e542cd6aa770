import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newLife } from '../../src/model/case-life.js'
import { enforceRetention } from '../../src/pipeline/enforce-retention.js'
import { judgeStoredCase } from '../../src/pipeline/judge-stored-case.js'
import { sweepBlobs } from '../../src/pipeline/sweep-blobs.js'
import { decisionOf, orderNamed, personNamed } from '../adapters/store/store-parts.js'
import { deliveredKey } from '../builders/case.js'
import { engines, type Flow, openFlow } from './open-flow.js'

const daysOn = (days: number) => () => new Date(Date.now() + days * 86_400_000)
const page = { limit: 50, after: null }

describe.each(engines)('retention on the %s store', (...engine) => {
  let flow: Flow
  beforeAll(async () => {
    flow = await openFlow(engine)
  })
  afterAll(() => flow?.close())

  const enforce = (days: number, blobs = flow.blobs) => enforceRetention({ store: flow.store, blobs, now: daysOn(days) })
  const close = (caseId: string) => flow.inShop((rows) => rows.cases.move(caseId, { ...newLife, state: 'closed', result: 'paid' }, []))

  const decisionIds = new Map<string, string>()

  /** A judged case with a key in everything, closed now. */
  async function closedCase(orderNumber: string, content = orderNumber) {
    const { caseId, evidenceIds } = await flow.openCase(orderNumber, [content])
    const [evidenceId = ''] = evidenceIds
    await flow.keepRead(evidenceId, ['错误代码: 0xC004C003', deliveredKey, orderNumber])
    const { platformId, store } = flow
    await judgeStoredCase({ store, orders: null, now: () => new Date() }, { platformId, caseId, revision: 2 })
    const person = await flow.inShop(({ people }) => people.add(personNamed(`${orderNumber.toLowerCase()}@shop.example`)))
    await flow.inShop(async (rows) => {
      const kept = await rows.decisions.add(decisionOf(caseId, person?.id ?? '', { decision: { is: 'ask', words: deliveredKey } }))
      await rows.decisions.change(kept?.id ?? '', { state: 'done', signerWords: deliveredKey })
      decisionIds.set(caseId, kept?.id ?? '')
      await rows.notes.add({ caseId, author: 'per_1', words: deliveredKey, mentions: [person?.id ?? ''] })
    })
    await close(caseId)
    const blobKey = (await flow.inShop((rows) => rows.evidence.get(evidenceId)))?.blobKey ?? ''
    return { caseId, evidenceId, blobKey, orderNumber }
  }

  const stateOf = ({ caseId, evidenceId, orderNumber, blobKey }: Awaited<ReturnType<typeof closedCase>>) =>
    flow.inShop(async (rows) => ({
      row: await rows.cases.get(caseId),
      evidence: await rows.evidence.get(evidenceId),
      reading: await rows.readings.get(evidenceId),
      verdict: await rows.verdicts.latest(caseId),
      order: await rows.orders.get(orderNumber),
      events: (await rows.events.list({ ...page, caseId })).rows,
      deletions: (await rows.deletions.list({ ...page, subject: caseId })).rows,
      notes: await rows.notes.list(caseId),
      decision: await rows.decisions.get(decisionIds.get(caseId) ?? ''),
      hasBlob: await flow.blobs.exists(blobKey),
    }))

  it('rules 9.4: deletes files, readings, words and keys after their time, keeps the record of what was decided, and notes what went', async () => {
    const one = await closedCase('ORDER-OLD')
    await enforce(179)
    expect(await stateOf(one)).toMatchObject({ hasBlob: true, evidence: { state: 'read' }, deletions: [] })
    const before = await stateOf(one)
    await enforce(181)
    const after = await stateOf(one)
    expect(after).toMatchObject({
      hasBlob: false,
      evidence: { state: 'deleted', fileName: '', sha256: before.evidence?.sha256 },
      reading: null,
      row: { state: 'closed', outcome: before.row?.outcome, claim: { statement: '', reason: before.row?.claim.reason } },
    })
    expect(after.verdict?.verdict.signals.map(({ code }) => code)).toEqual(before.verdict?.verdict.signals.map(({ code }) => code))
    expect(after.verdict?.verdict).toMatchObject({ outcome: before.verdict?.verdict.outcome, rule: before.verdict?.verdict.rule })
    expect(after.order?.order).toMatchObject({ number: 'ORDER-OLD', amountFen: before.order?.order.amountFen })
    expect(after).toMatchObject({ notes: [], decision: { state: 'done', decision: { is: 'ask' } } })
    expect(JSON.stringify(before)).toContain('NPHTM')
    expect(JSON.stringify(after)).not.toMatch(/NPHTM|shot\.png/)
    expect(after.deletions.map(({ what, count, because }) => [what, count, because]).sort()).toEqual([
      ['evidence', 1, 'retention'],
      ['keys', 1, 'retention'],
      ['readings', 1, 'retention'],
    ])
    const checks = await flow.store.inAll(({ audit }) => audit.verify(flow.platformId))
    expect(checks).toMatchObject([{ broken: null }])
    await enforce(182)
    expect((await stateOf(one)).deletions).toEqual(after.deletions)
  })

  it('names the buyer no more once the years of a trade record are over, and not before', async () => {
    const one = await closedCase('ORDER-YEARS')
    await enforce(3 * 365 - 2)
    expect((await stateOf(one)).row?.buyerId).toBe('buyer-42')
    await enforce(3 * 366)
    const after = await stateOf(one)
    expect(after).toMatchObject({ row: { buyerId: 'deleted' }, order: { buyer: null, order: { amountFen: 12_800 } } })
    expect(JSON.stringify(after)).not.toContain('buyer-42')
  })

  it('leaves alone what is not over: an open case, a disputed order, an order with a younger case', async () => {
    const open = await flow.openCase('ORDER-OPEN', ['open'])
    const disputed = await closedCase('ORDER-DISPUTED')
    await flow.inShop((rows) => rows.orders.upsert([orderNamed('ORDER-DISPUTED', { channelDispute: 'open' })]))
    const first = await closedCase('ORDER-TWICE', 'first')
    await flow.openCase('ORDER-TWICE', ['second'])
    await enforce(200)
    expect(await stateOf(disputed)).toMatchObject({ hasBlob: true, deletions: [], evidence: { state: 'read' } })
    expect(await stateOf(first)).toMatchObject({ hasBlob: true, deletions: [], evidence: { state: 'read' } })
    const pieces = await flow.inShop((rows) => rows.evidence.list(open.caseId))
    expect(pieces.map(({ state }) => state)).toEqual(['waiting'])
  })

  it('keeps a file that another case still needs until that one goes too', async () => {
    const one = await closedCase('ORDER-SHARED-1', 'the same picture')
    const other = await flow.openCase('ORDER-SHARED-2', ['the same picture'])
    await enforce(200)
    expect(await stateOf(one)).toMatchObject({ hasBlob: true, evidence: { state: 'deleted' } })
    await close(other.caseId)
    await enforce(201)
    expect(await flow.blobs.exists(one.blobKey)).toBe(false)
  })

  it('loses no deletion when it is killed before the file is removed: the sweep of files finishes it', async () => {
    const one = await closedCase('ORDER-KILLED')
    const killed = new Error('killed')
    const dying = { ...flow.blobs, remove: () => Promise.reject(killed) }
    await expect(enforce(200, dying)).rejects.toBe(killed)
    expect(await stateOf(one)).toMatchObject({ hasBlob: true, evidence: { state: 'deleted' } })
    await sweepBlobs({ store: flow.store, blobs: flow.blobs, now: daysOn(200) })
    expect(await stateOf(one)).toMatchObject({ hasBlob: false })
    await enforce(200)
    expect((await stateOf(one)).deletions).toHaveLength(3)
  })
})
