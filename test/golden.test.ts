import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import pMap from 'p-map'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { composeMemory, composeReading, type OpenTools } from '../src/compose-reading.js'
import { readConfig } from '../src/config.js'
import { defaultPolicy } from '../src/judge/default-policy.js'
import { examineEvidence } from '../src/judge/examine-evidence.js'
import { judgeCase } from '../src/judge/judge-case.js'
import type { Outcome, RuleName } from '../src/model/verdict.js'
import { type JudgedCase, judgeRead, readCase } from '../src/pipeline.js'

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
