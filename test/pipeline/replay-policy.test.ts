import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultPolicy } from '../../src/judge/default-policy.js'
import { extractionVersion } from '../../src/judge/examine-evidence.js'
import { draftPolicy } from '../../src/pipeline/draft-policy.js'
import { judgeShadow } from '../../src/pipeline/judge-shadow.js'
import { judgeStoredCase } from '../../src/pipeline/judge-stored-case.js'
import { publishDraft } from '../../src/pipeline/publish-draft.js'
import { askReplay, replayPolicy } from '../../src/pipeline/replay-policy.js'
import { compareShadow, endShadow, startShadow } from '../../src/pipeline/run-shadow.js'
import { sweepUnfinished } from '../../src/pipeline/sweep-unfinished.js'
import { describeTally } from '../../src/pipeline/tally-cases.js'
import { claimOn, orderNamed } from '../adapters/store/store-parts.js'
import { engines, type Flow, openFlow } from './open-flow.js'

const never = new AbortController().signal
/** Opened, given its evidence, and its claim. */
const revision = 3
const by = { actor: 'key_1', person: null }

describe.each(engines)('another policy on stored cases of the %s store', (...engine) => {
  let flow: Flow
  const now = () => new Date()
  const at = () => now().toISOString()
  const judge = (caseId: string) =>
    judgeStoredCase({ store: flow.store, orders: null, now }, { platformId: flow.platformId, caseId, revision })
  const judged = async (number: string) => {
    const { caseId, evidenceIds } = await flow.openCase(number, [number])
    await flow.inShop(async (rows) => {
      await rows.orders.upsert([orderNamed(number, undelivered())])
      await rows.cases.touch(caseId, { claim: claimOn(number, { submittedAt: new Date(Date.now() - 3_600_000).toISOString() }) })
    })
    for (const id of evidenceIds) await flow.keepRead(id, [`订单号 ${number}`])
    await judge(caseId)
    return caseId
  }
  const verdictOf = (caseId: string) => flow.inShop(({ verdicts }) => verdicts.latest(caseId))
  const ask = (part: object, merchantId: string | null = null, since: string | null = null) =>
    flow.inShop((rows) => askReplay(rows, { part, merchantId, since, actor: 'key_1', now: at() }))
  const run = (replayId: string, signal = never) =>
    replayPolicy({ store: flow.store, threads: 1 }, { platformId: flow.platformId, replayId }, signal)
  const look = (replayId: string) =>
    flow.inShop(async ({ replays }) => {
      const row = await replays.get(replayId)
      if (!row) throw new Error('it was asked for')
      return { row, difference: describeTally(row.tally, 6), flips: (await replays.flips(replayId, { limit: 50, after: null })).rows }
    })
  const cases: string[] = []

  beforeAll(async () => {
    flow = await openFlow(engine)
    for (const number of ['RE-111111', 'RE-222222', 'RE-333333']) cases.push(await judged(number))
  })
  afterAll(() => flow?.close())

  it('reports no flip under the policy that holds', async () => {
    const { id } = await ask({})
    await run(id)
    const { row, difference, flips } = await look(id)
    expect(row).toMatchObject({ state: 'done', casesToDo: 3 })
    expect(difference).toMatchObject({ cases: 3, flips: 0, changes: [] })
    expect(difference.before).toEqual(difference.after)
    expect(flips).toEqual([])
  })

  it('names every case that flips, from what to what, once, however often the job runs', async () => {
    const { id } = await ask(patient)
    await run(id)
    await run(id)
    const { row, difference, flips } = await look(id)
    expect(row.state).toBe('done')
    expect(difference.cases).toBe(3)
    expect(flips.map(({ caseId }) => caseId)).toEqual(cases.toSorted())
    for (const { caseId, was, will } of flips) {
      const live = await verdictOf(caseId)
      expect(was).toMatchObject({ outcome: live?.verdict.outcome, rule: live?.verdict.rule, policyVersion: 'default@1' })
      expect(will).toMatchObject(expectedFlip)
    }
    expect(difference).toMatchObject({
      before: { paidFen: 38_400, asks: 0 },
      after: { paidFen: 0 },
      byTier: { high: { after: { cases: 3 } } },
    })
    expect(difference.changes).toMatchObject([{ to: { outcome: expectedFlip.outcome, rule: expectedFlip.rule }, cases: 3 }])
    const pages = await flow.inShop(({ replays }) => replays.flips(id, { limit: 2, after: null }))
    expect(pages.rows).toHaveLength(2)
    expect((await flow.inShop(({ replays }) => replays.flips(id, { limit: 2, after: pages.next }))).rows).toHaveLength(1)
  })

  it('counts no case twice when two run at once, and goes on after a stop', async () => {
    const { id } = await ask(patient)
    const stopped = new AbortController()
    stopped.abort(new Error('the process ends'))
    await expect(run(id, stopped.signal)).rejects.toThrow('the process ends')
    await Promise.all([run(id), run(id)])
    await run(id)
    expect(await look(id)).toMatchObject({ row: { state: 'done' }, difference: { cases: 3 } })
  })

  it('draws facts anew where none of this extraction are kept, and the same comes of it', async () => {
    const caseId = cases[0] ?? ''
    await flow.inShop((rows) => rows.facts.put({ caseId, revision, extraction: 'older', document: {}, judgedAt: at() }))
    const { id } = await ask({})
    await run(id)
    expect(await look(id)).toMatchObject({ difference: { cases: 3, flips: 0 } })
    const again = await flow.inShop((rows) => rows.facts.get(caseId, revision, extractionVersion))
    expect(again).not.toBeNull()
  })

  it('looks only at verdicts made since then, and at the cases of the merchant it is for', async () => {
    const late = await ask({}, null, '2999-01-01T00:00:00Z')
    await run(late.id)
    expect(await look(late.id)).toMatchObject({ row: { state: 'done', casesToDo: 0 }, difference: { cases: 0 } })
    const stranger = await ask(patient, 'merchant-of-nobody')
    await run(stranger.id)
    expect(await look(stranger.id)).toMatchObject({ row: { state: 'done' }, difference: { cases: 0, flips: 0 } })
  })

  it('is driven again by the sweep when the queue lost it', async () => {
    const { id } = await ask({})
    const later = () => new Date(Date.now() + 60_000)
    const added: string[] = []
    const queue = {
      add: async (jobs: readonly { name: string; id: string }[]) => void added.push(...jobs.map((job) => job.id)),
      deadLetters: async () => [],
    }
    await sweepUnfinished({ store: flow.store, queue, now: later })
    expect(added).toContain(`replay-policy.${id}`)
    await run(id)
    added.length = 0
    await sweepUnfinished({ store: flow.store, queue, now: later })
    expect(added).not.toContain(`replay-policy.${id}`)
  })

  it('judges a shadow on every new verdict beside the live one, which it never touches', async () => {
    await flow.inShop((rows) => startShadow(rows, { part: patient, merchantId: null }, by, at()))
    const caseId = await judged('SH-444444')
    const live = await verdictOf(caseId)
    expect(live?.verdict.policyVersion).toBe('default@1')
    const added: string[] = []
    const queue = {
      add: async (jobs: readonly { id: string }[]) => void added.push(...jobs.map((job) => job.id)),
      deadLetters: async () => [],
    }
    const later = () => new Date(Date.now() + 60_000)
    await sweepUnfinished({ store: flow.store, queue, now: later })
    expect(added.filter((id) => id.startsWith('judge-shadow'))).toEqual([`judge-shadow.${caseId}.${revision}`])
    const shadow = { platformId: flow.platformId, caseId, revision }
    await judgeShadow({ store: flow.store, now }, shadow)
    await judgeShadow({ store: flow.store, now }, shadow)
    await judgeShadow({ store: flow.store, now }, { ...shadow, revision: 2 })
    const compared = await flow.inShop((rows) => compareShadow(rows, at()))
    expect(compared?.difference).toMatchObject({ cases: 1, flips: 1, changes: [{ to: { rule: expectedFlip.rule }, cases: 1 }] })
    const { rows: flips } = await flow.inShop(({ shadows }) => shadows.flips(compared?.shadow.id ?? '', { limit: 5, after: null }))
    expect(flips).toMatchObject([{ caseId, was: { rule: live?.verdict.rule }, will: expectedFlip }])
    expect(await verdictOf(caseId)).toEqual(live)
    added.length = 0
    await sweepUnfinished({ store: flow.store, queue, now: later })
    expect(added.filter((id) => id.startsWith('judge-shadow'))).toEqual([])
    expect(await flow.inShop((rows) => endShadow(rows, by))).toBe(true)
    expect(await flow.inShop((rows) => endShadow(rows, by))).toBe(false)
  })

  it("judges by the merchant's policy from the time it holds, and the verdict tells both versions", async () => {
    const publish = (merchantId: string | null, part: object) =>
      flow.inShop(async (rows) => {
        const draft = await draftPolicy(rows, merchantId, { part, retires: false }, { by, now: at() })
        return publishDraft(rows, draft.id, { by: { actor: 'key_2', person: null }, effectiveAt: null, now: at() })
      })
    await publish(null, { version: 'shop@1', windows: { supplementDays: 4 } })
    const merchantId = (await verdictOf(cases[0] ?? ''))?.judgedBy.order?.merchantId ?? ''
    await publish(merchantId, { version: 'own@1', windows: { ...defaultPolicy.windows, supplementDays: 5 } })
    const made = await verdictOf(await judged('ME-555555'))
    expect(made?.verdict.policyVersion).toMatch(/^shop@\d+\+own@\d+$/)
    expect(made?.judgedBy.policy).toMatchObject({
      ...defaultPolicy,
      version: made?.verdict.policyVersion,
      windows: { ...defaultPolicy.windows, supplementDays: 5 },
    })
  })
})

/** Paid three days ago, and nothing came. */
function undelivered() {
  const paidAt = new Date(Date.now() - 3 * 86_400_000).toISOString()
  return { status: 'paid', paymentNumber: null, createdAt: paidAt, paidAt, deliveredAt: null, deliveredKeys: [] } as const
}

/** Waits a month for goods instead of a day. */
const patient = { version: 'patient@1', windows: { deliveryDeadlineHours: 720 } }
const expectedFlip = { outcome: 'merchant-window', rule: 'undelivered-waiting', paidFen: 0, policyVersion: 'patient@1' }
