import { expect, it } from 'vitest'
import { judgeCase } from '../../src/judge/judge-case.js'
import { explainDecision } from '../../src/report/explain-decision.js'
import { buildCase, deliveredKey } from '../builders/case.js'

function decidedOn(parts: Parameters<typeof buildCase>[0]) {
  const { caseFile, examined } = buildCase(parts)
  const verdict = judgeCase(caseFile, examined)
  const evidence = caseFile.evidence.map(({ reading: _, ...piece }, at) => ({ ...piece, evidenceId: `ev_${at}` }))
  return { id: 'ver_1', caseId: caseFile.id, revision: 1, verdict, judgedBy: { ...caseFile, evidence }, createdAt: caseFile.now }
}

it.each(['zh', 'en'] as const)(
  'names facts, rule, numbers, reasons, what would have changed it and a person, and no key: %s',
  (language) => {
    for (const row of [decidedOn({}), decidedOn({ pieces: [] })]) {
      const told = explainDecision(row, language)
      expect(told).toMatchObject({
        outcome: row.verdict.outcome,
        rule: { name: row.verdict.rule },
        policy: { version: row.verdict.policyVersion },
      })
      expect(told.facts.order).toMatchObject({ number: row.judgedBy.order?.number, status: 'delivered' })
      expect(told.speaksFor.length + told.speaksAgainst.length + told.alsoSeen.length).toBe(row.verdict.signals.length)
      expect(told.policy.numbers).toContainEqual(expect.objectContaining({ name: 'windows.filingDays', value: 7 }))
      expect(told.wouldHaveChangedIt.length).toBeGreaterThan(0)
      expect(told.person).toMatch(language === 'zh' ? /人工/ : /person/)
      expect(JSON.stringify(told)).not.toMatch(/NPHTM/)
      expect(JSON.stringify(row)).toContain(deliveredKey)
    }
  },
)

it('says of a case that lacks something which piece would have changed the decision', () => {
  const row = decidedOn({ pieces: [] })
  expect(explainDecision(row, 'zh').wouldHaveChangedIt).toEqual(row.verdict.completeness.missing.map(({ ask }) => ask.zh))
})

it('says what every number it shows means', () => {
  for (const { name, meaning } of explainDecision(decidedOn({}), 'en').policy.numbers) expect(meaning, name).toMatch(/\w{3}/)
})
