import { examineEvidence, extractionVersion } from '../judge/examine-evidence.js'
import { judgeCase } from '../judge/judge-case.js'
import { trimExamined } from '../judge/trim-examined.js'
import type { CaseFile } from '../model/case.js'
import type { Examined } from '../model/examined.js'
import type { Policy } from '../model/policy.js'
import type { CandidatePolicies, ComparedCase, JudgedAs } from '../model/replay.js'
import type { Verdict } from '../model/verdict.js'
import type { NewFacts } from '../ports/store/facts.js'
import type { PlatformRows } from '../ports/store.js'

/** All that a verdict was made of but its policy, small enough to be read a hundred thousand times. */
export interface CaseFacts {
  /** Its readings are those of `examined`. */
  readonly caseFile: Omit<CaseFile, 'policy'>
  readonly examined: readonly Examined[]
  readonly was: JudgedAs
}

/** The facts of a verdict that is made just now. */
export function packFacts(caseFile: CaseFile, examined: readonly Examined[], verdict: Verdict): CaseFacts {
  const { policy: _, ...rest } = caseFile
  const evidence = caseFile.evidence.map((piece) => ({ ...piece, reading: null }))
  return { caseFile: { ...rest, evidence }, examined: trimExamined(caseFile, examined), was: judgedAs(verdict) }
}

/** The verdict under this policy, as of the time of the first. */
export function judgeFacts({ caseFile, examined }: CaseFacts, policy: Policy): Verdict {
  const readings = new Map(examined.map(({ file, reading }) => [file, reading]))
  const evidence = caseFile.evidence.map((piece) => ({ ...piece, reading: readings.get(piece.file) ?? null }))
  return judgeCase({ ...caseFile, evidence, policy }, examined)
}

/** The case under its own policy and under the candidate. */
export function compareFacts(facts: CaseFacts, candidate: CandidatePolicies): ComparedCase {
  const merchantId = facts.caseFile.order?.merchantId
  const own = merchantId !== undefined && Object.hasOwn(candidate.merchants, merchantId) ? candidate.merchants[merchantId] : undefined
  const policy = own ?? candidate.platform
  return { caseId: facts.caseFile.id, was: facts.was, will: policy && judgedAs(judgeFacts(facts, policy)) }
}

/** Facts as they lie in the store. */
export function parseFacts(document: Uint8Array): CaseFacts {
  return JSON.parse(Buffer.from(document.buffer, document.byteOffset, document.byteLength).toString('utf8'))
}

/** Draws the facts of a case's latest verdict anew from its readings and keeps them; null when the case has no verdict. */
export async function redrawFacts(rows: PlatformRows, caseId: string): Promise<CaseFacts | null> {
  const row = await rows.verdicts.latest(caseId)
  if (!row) return null
  const readings = await rows.readings.ofCase(caseId)
  const evidence = row.judgedBy.evidence.map(({ evidenceId, ...piece }) => {
    const reading = readings.get(evidenceId)
    return { ...piece, reading: reading ? { ...reading, file: piece.file } : null }
  })
  const examined = evidence.flatMap(({ reading, as, uploadedAt }) => (reading ? [examineEvidence(reading, as, uploadedAt)] : []))
  const facts = packFacts({ ...row.judgedBy, evidence }, examined, row.verdict)
  await rows.facts.put(keptFacts(caseId, row.revision, facts, row.createdAt))
  return facts
}

/** Facts as the store takes them. */
export function keptFacts(caseId: string, revision: number, document: CaseFacts, judgedAt: string): NewFacts {
  return { caseId, revision, extraction: extractionVersion, document, judgedAt }
}

function judgedAs({ outcome, rule, trustTier, payouts, policyVersion }: Verdict): JudgedAs {
  return { outcome, rule, tier: trustTier, paidFen: payouts.reduce((sum, { amountFen }) => sum + amountFen, 0), policyVersion }
}
