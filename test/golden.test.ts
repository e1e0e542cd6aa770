import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import pMap from 'p-map'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openEmbeddedStore } from '../src/adapters/store/open-embedded.js'
import { composeMemory, composeReading, type OpenTools } from '../src/compose-reading.js'
import { readConfig } from '../src/config.js'
import { defaultPolicy } from '../src/judge/default-policy.js'
import { examineEvidence } from '../src/judge/examine-evidence.js'
import { judgeCase } from '../src/judge/judge-case.js'
import type { Policy } from '../src/model/policy.js'
import type { Outcome, RuleName } from '../src/model/verdict.js'
import { type CaseFacts, judgeFacts, keptFacts, packFacts } from '../src/pipeline/case-facts.js'
import { openJudgingThreads } from '../src/pipeline/open-judging-threads.js'
import { replayCases } from '../src/pipeline/replay-cases.js'
import { emptyTally, tallyCases } from '../src/pipeline/tally-cases.js'
import { type JudgedCase, judgeRead, readCase } from '../src/pipeline.js'
import { copyEmbeddedDatabase } from './servers/copy-prepared.js'

/** Numbers that decide between the roads, each anywhere in its range. */
const anyPolicy = fc
  .record({
    filingDays: fc.integer({ min: 3, max: 15 }),
    merchantAnswerHours: fc.integer({ min: 1, max: 168 }),
    capFen: fc.integer({ min: 0, max: 100_000 }),
    minCreditScore: fc.integer({ min: 0, max: 1000 }),
    belowCreditScore: fc.integer({ min: 0, max: 1000 }),
    maxBadForPayment: fc.double({ min: 0, max: 0.5, noNaN: true }),
    strong: fc.double({ min: 0, max: 20, noNaN: true }),
    minLogRatio: fc.double({ min: -50, max: 0, noNaN: true }),
    differsFromConfidence: fc.double({ min: 0.5, max: 1, noNaN: true }),
    sameShotBits: fc.integer({ min: 0, max: 100 }),
    timeZone: fc.constantFrom('Asia/Shanghai', 'UTC', 'America/New_York'),
  })
  .map(
    (some): Policy => ({
      ...defaultPolicy,
      version: 'any@1',
      timeZone: some.timeZone,
      windows: { ...defaultPolicy.windows, filingDays: some.filingDays, merchantAnswerHours: some.merchantAnswerHours },
      trust: {
        high: { ...defaultPolicy.trust.high, minCreditScore: some.minCreditScore },
        low: { ...defaultPolicy.trust.low, belowCreditScore: some.belowCreditScore },
      },
      instant: { enabled: true, capFen: some.capFen },
      score: {
        ...defaultPolicy.score,
        maxBadForPayment: some.maxBadForPayment,
        weights: { ...defaultPolicy.score.weights, strong: some.strong },
      },
      match: { minLogRatio: some.minLogRatio, differsFromConfidence: some.differsFromConfidence, sameShotBits: some.sameShotBits },
    }),
  )

interface Expected {
  readonly outcome: Outcome
  readonly rule: RuleName
  readonly signals: readonly string[]
  readonly notSignals?: readonly string[]
  readonly honest: boolean
}

const home = path.join(import.meta.dirname, '../fixtures/cases')
const slugs = readdirSync(home).sort()
const expectedOf = (slug: string): Expected => JSON.parse(readFileSync(path.join(home, slug, 'expected.json'), 'utf8'))
const judged = new Map<string, JudgedCase>()
let tools: OpenTools

beforeAll(async () => {
  tools = await composeReading(readConfig({}))
  const now = '2026-11-23T00:00:00+08:00'
  const read = await pMap(slugs, (slug) => readCase(path.join(home, slug), defaultPolicy, now, tools), { concurrency: 2 })
  const memory = composeMemory()
  const bySubmission = read.toSorted((a, b) => Date.parse(a.opened.claim.submittedAt) - Date.parse(b.opened.claim.submittedAt))
  for (const one of bySubmission) judged.set(path.basename(one.folder), await judgeRead(one, memory))
}, 300_000)
afterAll(() => tools?.close())

describe('golden cases', () => {
  it.each(slugs)('%s', (slug) => {
    const { verdict } = caseOf(slug)
    const expected = expectedOf(slug)
    expect({ outcome: verdict.outcome, rule: verdict.rule }).toEqual({ outcome: expected.outcome, rule: expected.rule })
    const codes = verdict.signals.map(({ code }) => code)
    expect(codes).toEqual(expect.arrayContaining([...expected.signals]))
    for (const unwanted of expected.notSignals ?? []) expect(codes).not.toContain(unwanted)
  })

  it('ends no dishonest case in a payment', () => {
    const paid = slugs.filter((slug) => !expectedOf(slug).honest && /refund/.test(caseOf(slug).verdict.outcome))
    expect(paid).toEqual([])
  })

  it('gives the same verdict byte for byte from the facts that are kept beside it, under its own policy and any other', () => {
    const kept = slugs.map((slug) => {
      const { caseFile, examined, verdict } = caseOf(slug)
      const facts = JSON.parse(JSON.stringify(packFacts(caseFile, examined, verdict))) as CaseFacts
      expect(JSON.stringify(judgeFacts(facts, caseFile.policy))).toBe(JSON.stringify(verdict))
      return { caseFile, examined, facts }
    })
    fc.assert(
      fc.property(anyPolicy, (policy) => {
        for (const { caseFile, examined, facts } of kept)
          expect(JSON.stringify(judgeFacts(facts, policy))).toBe(JSON.stringify(judgeCase({ ...caseFile, policy }, examined)))
      }),
      { numRuns: 8 },
    )
  })

  it('flips no case when all are replayed through the store under their own policy', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'swiftproof-golden-'))
    await copyEmbeddedDatabase(path.join(folder, 'db'))
    const store = await openEmbeddedStore({ folder: path.join(folder, 'db'), secretKey: 'k'.repeat(64) })
    const judging = openJudgingThreads(1)
    try {
      const { live } = await store.inAll(({ platforms }) => platforms.add('golden'))
      for (const slug of slugs) {
        const { caseFile, examined, verdict } = caseOf(slug)
        await store.inPlatform(live.id, async (rows) => {
          const { row } = await rows.cases.open({ claim: caseFile.claim, orderNumber: null })
          await rows.verdicts.insert({ caseId: row.id, revision: 1, verdict, judgedBy: { ...caseFile, evidence: [] } })
          await rows.facts.put(keptFacts(row.id, 1, packFacts(caseFile, examined, verdict), caseFile.now))
        })
      }
      const ask = { platformId: live.id, candidate: { platform: defaultPolicy, merchants: {} }, since: null, after: null }
      let tally = emptyTally
      for await (const { compared } of replayCases({ store, judging }, ask)) tally = tallyCases(tally, compared)
      const ownOnes = slugs.filter((slug) => caseOf(slug).policy.version === defaultPolicy.version).length
      expect(tally.cases).toBe(slugs.length)
      expect(tally.flips).toBeLessThanOrEqual(slugs.length - ownOnes)
    } finally {
      await judging.close()
      await store.close()
      await rm(folder, { recursive: true, force: true })
    }
  }, 120_000)

  it('gives the same verdict byte for byte when the stored readings are judged again', () => {
    for (const slug of slugs) {
      const { caseFile, examined, verdict } = caseOf(slug)
      const stored = JSON.parse(JSON.stringify({ caseFile, examined }))
      const again = stored.examined.map((piece: (typeof examined)[number]) => examineEvidence(piece.reading, piece.as, piece.uploadedAt))
      expect(JSON.stringify(judgeCase(stored.caseFile, again))).toBe(JSON.stringify(verdict))
    }
  })

  it('says every reason as a whole sentence in both languages', () => {
    for (const slug of slugs) {
      for (const { because, code } of caseOf(slug).verdict.signals) {
        expect(because.zh, code).toMatch(/\p{Script=Han}.*[。!?！？」]$/su)
        expect(because.en, code).toMatch(/^\S.*[.!?”"]$/su)
      }
    }
  })

  it('shows no delivered key in full in any sentence', () => {
    for (const slug of slugs) {
      const { caseFile, verdict } = caseOf(slug)
      const words = JSON.stringify(verdict)
      for (const key of caseFile.order?.deliveredKeys ?? []) if (key.length >= 12 && /\d/.test(key)) expect(words).not.toContain(key)
    }
  })
})

function caseOf(slug: string): JudgedCase {
  const one = judged.get(slug)
  if (!one) throw new Error(`${slug} was not judged`)
  return one
}
