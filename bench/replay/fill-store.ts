import type pg from 'pg'
import { openSeals } from '../../src/adapters/store/seals.js'
import { defaultPolicy } from '../../src/judge/default-policy.js'
import { examineEvidence } from '../../src/judge/examine-evidence.js'
import { judgeCase } from '../../src/judge/judge-case.js'
import { trimExamined } from '../../src/judge/trim-examined.js'
import type { CaseFile } from '../../src/model/case.js'
import type { Examined } from '../../src/model/examined.js'
import { keptFacts, packFacts } from '../../src/pipeline/case-facts.js'
import { turnNumbers, varyBuyer } from './vary-case.js'

/** A case file with its pieces examined once. */
interface Variant {
  readonly caseFile: CaseFile
  readonly examined: readonly Examined[]
}

/** Each case ten times, its numbers turned to others. */
export function makeVariants(cases: readonly CaseFile[]): readonly Variant[] {
  return cases.flatMap((one) =>
    Array.from({ length: 10 }, (_, turn) => {
      const caseFile = turnNumbers(one, turn)
      const examined = caseFile.evidence.flatMap(({ reading, as, uploadedAt }) =>
        reading ? [examineEvidence(reading, as, uploadedAt)] : [],
      )
      return { caseFile, examined: trimExamined(caseFile, examined) }
    }),
  )
}

/** Puts so many judged cases into the tables as the service leaves them, all at once: one by one would take an hour. */
export async function fillStore(
  database: pg.Client,
  { platformId, secretKey, count }: { readonly platformId: string; readonly secretKey: string; readonly count: number },
  variants: readonly Variant[],
): Promise<void> {
  const vault = openSeals([secretKey])
  const now = new Date().toISOString()
  for (let from = 0; from < count; from += batch) {
    const rows = Array.from({ length: Math.min(batch, count - from) }, (_, i) => {
      const at = from + i
      const { caseFile, examined } = variants[at % variants.length] as Variant
      const id = `case_${String(at).padStart(26, '0')}`
      const varied = varyBuyer(caseFile, id, at)
      const verdict = judgeCase({ ...varied, policy: defaultPolicy }, examined)
      const kept = keptFacts(id, 1, packFacts(varied, examined, verdict), now)
      return {
        id,
        outcome: verdict.outcome,
        rule: verdict.rule,
        facts: vault.seal(`facts ${id}`, kept.document),
        extraction: kept.extraction,
      }
    })
    const column = (pick: (row: (typeof rows)[number]) => unknown) => rows.map(pick)
    const ids = column(({ id }) => id)
    const nothing = Buffer.alloc(0)
    await database.query(
      `INSERT INTO swiftproof.cases (id, platform_id, state, result, revision, buyer_id, claims, judged_revision, created_at, updated_at)
       SELECT id, $2, 'closed', 'withdrawn', 1, 'b', $3, 1, $4, $4 FROM unnest($1::text[]) AS id`,
      [ids, platformId, nothing, now],
    )
    await database.query(
      `INSERT INTO swiftproof.verdicts (id, platform_id, case_id, revision, outcome, rule, policy_version, document, created_at)
       SELECT 'ver_' || id, $2, id, 1, outcome, rule, 'default@1', $3, $4 FROM unnest($1::text[], $5::text[], $6::text[]) AS t (id, outcome, rule)`,
      [ids, platformId, nothing, now, column(({ outcome }) => outcome), column(({ rule }) => rule)],
    )
    await database.query(
      `INSERT INTO swiftproof.case_facts (platform_id, case_id, revision, extraction, document, judged_at)
       SELECT $2, id, 1, $4, facts, $3 FROM unnest($1::text[], $5::bytea[]) AS t (id, facts)`,
      [ids, platformId, now, rows[0]?.extraction, column(({ facts }) => facts)],
    )
  }
  await database.query('ANALYZE')
}

const batch = 500
