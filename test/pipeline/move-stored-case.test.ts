import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { receiveEvidence } from '../../src/intake/receive-evidence.js'
import type { CaseCommand } from '../../src/model/case-life.js'
import { decideStoredCase } from '../../src/pipeline/decide-stored-case.js'
import { gatherStoredCase } from '../../src/pipeline/gather-stored-case.js'
import { judgeStoredCase } from '../../src/pipeline/judge-stored-case.js'
import { moveStoredCase } from '../../src/pipeline/move-stored-case.js'
import { sweepUnfinished } from '../../src/pipeline/sweep-unfinished.js'
import { takeEvidence } from '../../src/pipeline/take-evidence.js'
import { takeOrders } from '../../src/pipeline/take-orders.js'
import { watchDeadline } from '../../src/pipeline/watch-deadline.js'
import type { QueuedJob } from '../../src/ports/jobs.js'
import type { PlatformRows } from '../../src/ports/store.js'
import { claimOn, orderNamed } from '../adapters/store/store-parts.js'
import { engines, type Flow, openFlow } from './open-flow.js'

const hourMs = 3_600_000
const words = { words: '说明' }

describe.each(engines)('the life of a stored case on the %s store', (...engine) => {
  let flow: Flow
  let nowMs: number
  const at = (laterMs = 0) => new Date(nowMs + laterMs).toISOString()
  const by = (laterMs = 0) => ({ actor: 'key_1', now: at(laterMs) })
  const move = (caseId: string, command: CaseCommand, laterMs = 0) =>
    flow.inShop((rows) => moveStoredCase(rows, caseId, command, by(laterMs)))
  const watch = (caseId: string, laterMs: number) =>
    watchDeadline({ store: flow.store, now: () => new Date(nowMs + laterMs) }, { platformId: flow.platformId, caseId })
  const judge = async (caseId: string, laterMs = 0) => {
    const revision = (await flow.inShop((rows) => rows.cases.get(caseId)))?.revision ?? 0
    const parts = { store: flow.store, orders: null, now: () => new Date(nowMs + laterMs) }
    await judgeStoredCase(parts, { platformId: flow.platformId, caseId, revision })
  }
  const look = (caseId: string) =>
    flow.inShop(async (rows) => ({
      row: await rows.cases.get(caseId),
      moves: (await rows.cases.timeline(caseId)).map(({ name, from, to }) => `${name}: ${from} > ${to}`),
      events: (await rows.events.list({ limit: 100, after: null, caseId })).rows.map(({ type }) => type),
    }))
  const verdict = (outcome: Extract<CaseCommand, { is: 'judged' }>['outcome'], hours: number | null = null): CaseCommand => ({
    is: 'judged',
    outcome,
    objected: false,
    until: hours === null ? null : at(hours * hourMs),
    judgedAt: at(),
    payouts: outcome === 'refund' ? [{ paymentNumber: null, amountFen: 12_800 }] : [],
  })
  const openOn = async (number: string) => {
    nowMs = Date.now()
    return (await flow.openCase(number, [])).caseId
  }
  const piece = (name: string) => ({ fileName: 'a.png', as: null, blobKey: `blobs/${name}`, sha256: name.padEnd(64, '0'), bytes: 10 })
  const bring = (caseId: string, name: string, laterMs = 0) =>
    flow.inShop((rows) => takeEvidence(rows, caseId, [piece(name)], { ...by(laterMs), side: 'buyer' }))

  beforeAll(async () => {
    flow = await openFlow(engine)
  })
  afterAll(() => flow?.close())

  it('rules 5.6: announces a deadline once before it ends, and passes it once, whatever runs twice', async () => {
    const caseId = await openOn('LIFE-1')
    await move(caseId, verdict('more-evidence', 72))
    await Promise.all([watch(caseId, 47 * hourMs), watch(caseId, 47 * hourMs)])
    expect((await look(caseId)).events).toEqual([])
    await Promise.all([watch(caseId, 49 * hourMs), watch(caseId, 49 * hourMs)])
    await Promise.all([watch(caseId, 73 * hourMs), watch(caseId, 73 * hourMs)])
    const { row, events } = await look(caseId)
    expect(row).toMatchObject({ state: 'appealable', result: 'lapsed' })
    expect(events).toEqual(['case.deadline_near', 'case.deadline_passed'])
    expect(row?.deadlineAt).toBe(at(73 * hourMs + 7 * 24 * hourMs))
  })

  it('finds every deadline again when the queue was emptied and the service was down past its end', async () => {
    const caseId = await openOn('LIFE-2')
    await move(caseId, verdict('review'))
    const queued: QueuedJob[] = []
    const queue = { add: async (jobs: readonly QueuedJob[]) => void queued.push(...jobs), deadLetters: async () => [] }
    const later = 30 * 24 * hourMs
    await sweepUnfinished({ store: flow.store, queue, now: () => new Date(nowMs + later) })
    expect(queued.filter((job) => 'caseId' in job.payload && job.payload.caseId === caseId).map(({ name }) => name)).toContain(
      'watch-deadline',
    )
    await watch(caseId, later)
    const { row, events } = await look(caseId)
    expect(row).toMatchObject({ state: 'in-review', escalations: 1, deadlineAt: at(later + 48 * hourMs) })
    expect(events).toContain('case.deadline_passed')
  })

  it('rules 7.4: honours evidence that came before the deadline although it is read long after it', async () => {
    const caseId = await openOn('LIFE-3')
    await move(caseId, verdict('more-evidence', 72))
    await bring(caseId, 'c1', 71 * hourMs)
    await watch(caseId, 200 * hourMs)
    expect((await look(caseId)).row).toMatchObject({ state: 'open', result: null })
  })

  it('takes a lapsed case up again when the evidence comes late, with no appeal used up', async () => {
    const caseId = await openOn('LIFE-4')
    await move(caseId, verdict('more-evidence', 72))
    await bring(caseId, 'd1', 100 * hourMs)
    const { row, moves } = await look(caseId)
    expect(row).toMatchObject({ state: 'open', result: null, appealUsed: false })
    expect(moves.slice(-2)).toEqual(['deadline-passed: needs-evidence > appealable', 'evidence-added: appealable > open'])
  })

  it('shows the judge what the merchant answered, and refuses an answer that comes late', async () => {
    const caseId = await openOn('LIFE-5')
    await move(caseId, verdict('merchant-window', 48))
    const late = move(caseId, { is: 'merchant-answered', answer: 'objects', ...words }, 49 * hourMs)
    await expect(late).rejects.toMatchObject({ code: 'move-refused', status: 409 })
    await move(caseId, { is: 'merchant-answered', answer: 'consents', ...words })
    await judge(caseId)
    const judged = await flow.inShop((rows) => rows.verdicts.latest(caseId))
    expect(judged?.judgedBy.order?.merchantAnswer).toMatchObject({ state: 'consents', words: '说明' })
  })

  it('hears both sides when the merchant objects, and ends early when both have rested', async () => {
    const caseId = await openOn('LIFE-6')
    await move(caseId, verdict('merchant-window', 48))
    await move(caseId, { is: 'merchant-answered', answer: 'objects', ...words })
    await judge(caseId)
    expect((await look(caseId)).row).toMatchObject({ state: 'arbitration', holder: 'person' })
    await move(caseId, { is: 'rested', side: 'buyer' })
    await move(caseId, { is: 'rested', side: 'merchant' })
    expect(await look(caseId)).toMatchObject({
      row: { state: 'in-review' },
      events: ['case.arbitration_opened', 'case.in_review'],
    })
  })

  it('rules 7.2, 7.3: takes one appeal with bytes that are new to the case, decided by another than the first', async () => {
    const caseId = await openOn('LIFE-7')
    await bring(caseId, 'e1')
    await move(caseId, verdict('review'))
    const decide = (person: string) =>
      flow.inShop((rows) =>
        decideStoredCase(rows, caseId, { person, decision: { is: 'refuse', reasonCode: 'used', ...words } }, { ...by(), actor: person }),
      )
    await decide('rev_1')
    await expect(move(caseId, { is: 'appealed', ...words })).rejects.toMatchObject({ code: 'move-refused' })
    await bring(caseId, 'e1')
    await expect(move(caseId, { is: 'appealed', ...words })).rejects.toMatchObject({ code: 'move-refused' })
    await bring(caseId, 'e2')
    await move(caseId, { is: 'appealed', ...words })
    await expect(decide('rev_1')).rejects.toMatchObject({ code: 'move-refused' })
    await decide('rev_2')
    const { row, events } = await look(caseId)
    expect(row).toMatchObject({ state: 'closed', result: 'refused' })
    expect(events).toEqual(['case.decided', 'case.appealed', 'case.decided', 'case.closed'])
    await expect(bring(caseId, 'e3')).rejects.toMatchObject({ code: 'case-closed' })
  })

  it('holds while a dispute is open at the channel, pays nothing then, and goes on when it ends', async () => {
    const caseId = await openOn('LIFE-8')
    await move(caseId, verdict('review'))
    await move(caseId, { is: 'taken', person: 'rev_1' })
    await flow.inShop((rows) => takeOrders(rows, [orderNamed('LIFE-8', { channelDispute: 'open' })], by()))
    expect((await look(caseId)).row).toMatchObject({ state: 'on-hold', disputeOpen: true })
    await move(caseId, { is: 'person-asked', ...words })
    const pay = () =>
      flow.inShop((rows) => decideStoredCase(rows, caseId, { person: 'rev_1', decision: { is: 'pay', amountFen: null, ...words } }, by()))
    await expect(pay()).rejects.toMatchObject({ code: 'move-refused', detail: expect.stringContaining('dispute') })
    await flow.inShop((rows) => takeOrders(rows, [orderNamed('LIFE-8', { channelDispute: 'won-by-merchant' })], by()))
    await pay()
    expect((await look(caseId)).row).toMatchObject({ state: 'paying', paying: { amountFen: 12_800, isFull: true } })
    await expect(move(caseId, { is: 'withdrawn', ...words })).rejects.toMatchObject({ code: 'move-refused' })
    await move(caseId, { is: 'refund-succeeded', refundedFen: 12_800 })
    expect((await look(caseId)).row).toMatchObject({ state: 'closed', result: 'paid' })
  })

  it('lets a verdict be advice once the buyer has asked for a person', async () => {
    const caseId = await openOn('LIFE-9')
    await move(caseId, verdict('more-evidence', 72))
    await move(caseId, { is: 'person-asked', ...words })
    await flow.inShop((rows) => takeOrders(rows, [orderNamed('LIFE-9', { status: 'refunded', refundedFen: 12_800 })], by()))
    await judge(caseId)
    const { row, events } = await look(caseId)
    expect(row).toMatchObject({ state: 'in-review', holder: 'person', outcome: 'not-eligible' })
    expect(events).not.toContain('case.decided')
  })

  it('changes nothing when a command is refused, and gives the order a new case once the first is closed', async () => {
    const caseId = await openOn('LIFE-10')
    const before = await look(caseId)
    await expect(move(caseId, { is: 'appealed', ...words })).rejects.toMatchObject({ code: 'move-refused' })
    expect(await look(caseId)).toEqual(before)
    await move(caseId, { is: 'withdrawn', ...words })
    const again = await flow.inShop((rows) => rows.cases.open({ claim: claimOn('LIFE-10'), orderNumber: 'LIFE-10' }))
    expect(again.joined).toBe(false)
    await expect(flow.inShop((rows) => receiveEvidence(rows, caseId, [piece('f1')], 'key_1'))).rejects.toMatchObject({
      code: 'case-closed',
    })
  })

  it('rules 5.5, 7.2: pays no second claim by itself on an order of which a person refused the first', async () => {
    const first = await openOn('LIFE-14')
    nowMs = Date.parse('2026-11-25T00:00:00Z')
    const unsent = orderNamed('LIFE-14', { paymentNumber: 'PAY-LIFE-14', status: 'paid', deliveredAt: null, deliveredKeys: [] })
    await flow.inShop((rows) => takeOrders(rows, [unsent], by()))
    await move(first, verdict('review'))
    const refusal = { is: 'refuse', reasonCode: 'delivered-by-hand', ...words } as const
    await flow.inShop((rows) => decideStoredCase(rows, first, { person: 'rev_1', decision: refusal }, { ...by(), actor: 'rev_1' }))
    await watch(first, 8 * 24 * hourMs)
    expect((await look(first)).row).toMatchObject({ state: 'closed', result: 'refused' })
    const { row } = await flow.inShop((rows) => rows.cases.open({ claim: claimOn('LIFE-14'), orderNumber: 'LIFE-14' }))
    await judge(row.id, 9 * 24 * hourMs)
    expect((await look(row.id)).row).toMatchObject({ state: 'in-review', outcome: expect.stringMatching(/refund$/), paying: null })
  })

  it('rules 6.9: counts the merchant as asked from when his window opened, and anew when it was cut short', async () => {
    const caseId = await openOn('LIFE-13')
    const askedAt = (laterMs: number) =>
      flow.inShop(async (rows) => {
        const row = await rows.cases.get(caseId)
        const when = { now: at(laterMs), policyAt: at(laterMs), isTest: false }
        const gathered = row && (await gatherStoredCase(rows, row, when))
        return Date.parse(gathered?.caseFile.merchantAskedAt ?? '')
      })
    const hour = (laterMs: number) => Math.floor((nowMs + laterMs) / 1000) * 1000
    expect(await askedAt(70 * hourMs)).toBe(hour(70 * hourMs))
    await move(caseId, verdict('merchant-window', 48))
    await move(caseId, verdict('merchant-window', 48), 5 * hourMs)
    expect(await askedAt(6 * hourMs)).toBe(hour(0))
    await move(caseId, { is: 'dispute-opened', source: 'channel' }, 7 * hourMs)
    await move(caseId, { is: 'dispute-ended' }, 200 * hourMs)
    expect(await askedAt(200 * hourMs)).toBe(hour(200 * hourMs))
    await move(caseId, verdict('merchant-window', 248), 200 * hourMs)
    await move(caseId, { is: 'merchant-answered', answer: 'can-deliver', ...words }, 201 * hourMs)
    await move(caseId, verdict('merchant-window', 248), 201 * hourMs)
    await watch(caseId, 450 * hourMs)
    expect((await look(caseId)).row).toMatchObject({ state: 'open' })
    expect(await askedAt(450 * hourMs)).toBe(hour(200 * hourMs))
  })

  it('judges a case again when the merchant has been silent to the end', async () => {
    const caseId = await openOn('LIFE-11')
    await move(caseId, verdict('merchant-window', 48))
    const { revision } = (await look(caseId)).row ?? { revision: 0 }
    await watch(caseId, 49 * hourMs)
    expect((await look(caseId)).row).toMatchObject({ state: 'open', revision: revision + 1 })
    const jobs = await flow.store.inAll(({ outbox }) => outbox.take(1000))
    expect(jobs.map(({ jobId }) => jobId)).toContain(`judge-case.${caseId}.${revision + 1}`)
  })

  it("judges a test side's case as of the end of the merchant's time, instead of asking for ever", async () => {
    const number = 'LIFE-12'
    const { caseId } = await flow.openCase(number, [], flow.testId)
    const inTest = <T>(work: (rows: PlatformRows) => Promise<T>) => flow.store.inPlatform(flow.testId, work)
    const unsent = orderNamed(number, { status: 'paid', deliveredAt: null, deliveredKeys: [] })
    await inTest((rows) => takeOrders(rows, [unsent], { actor: 'key_1', now: new Date().toISOString() }))
    const stand = () => inTest((rows) => rows.cases.get(caseId))
    const judgeNow = async () => {
      const { revision = 0 } = (await stand()) ?? {}
      await judgeStoredCase({ store: flow.store, orders: null, now: () => new Date() }, { platformId: flow.testId, caseId, revision })
    }
    await judgeNow()
    const waiting = await stand()
    expect(waiting).toMatchObject({ state: 'merchant-window' })
    const end = new Date(waiting?.deadlineAt ?? '')
    await watchDeadline({ store: flow.store, now: () => end }, { platformId: flow.testId, caseId })
    await judgeNow()
    expect(await stand()).toMatchObject({ state: 'paying', outcome: 'instant-refund' })
  })
})
