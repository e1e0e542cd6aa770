import { Fault } from '../errors.js'
import type { ClaimReason } from '../model/claim.js'
import type { CaseRow } from '../ports/store/cases.js'
import type { PlatformRows } from '../ports/store.js'
import { addJobs } from './add-jobs.js'
import { priorityOf } from './plan-priority.js'
import { checkTakesEvidence } from './receive-evidence.js'

/** What a buyer adds to the claim; a reason only where the first one said nothing (`other`). */
interface AddedWords {
  readonly words: string
  readonly reason: ClaimReason | null
}

/**
 * Adds words of the buyer to the claim of a case and has it judged anew; the same last words again add nothing. Locks the case.
 * Throws `not-found`, `case-closed` for a case that is being paid or over, `move-refused` where a result waits for an appeal
 * instead, `request-invalid` when the claim would be too long.
 */
export async function addWords(rows: PlatformRows, caseId: string, { words, reason }: AddedWords, actor: string): Promise<CaseRow> {
  const row = await rows.cases.lock(caseId)
  if (!row) throw new Fault('not-found', caseId)
  checkTakesEvidence(row)
  if (row.state === 'appealable') throw new Fault('move-refused', 'there is a result: an appeal, or a word for a person, goes on from it')
  const { claim } = row
  const said = words.trim()
  const changed = {
    ...claim,
    reason: claim.reason === 'other' && reason !== null ? reason : claim.reason,
    statement: claim.statement.endsWith(said) ? claim.statement : `${claim.statement}\n${said}`.trim(),
  }
  if (changed.statement === claim.statement && changed.reason === claim.reason) return row
  if (changed.statement.length > mostCharacters) throw new Fault('request-invalid', `a claim has at most ${mostCharacters} characters`)
  const touched = (await rows.cases.touch(caseId, { claim: changed })) ?? row
  // The last piece that is read has the case judged.
  if (!(await rows.evidence.list(caseId)).some(({ state }) => state === 'waiting')) {
    const payload = { platformId: rows.platformId, caseId, revision: touched.revision }
    await addJobs(rows, [{ name: 'judge-case', payload }], { priority: await priorityOf(rows, touched) })
  }
  await rows.audit.append({ actor, action: 'case.words_added', subject: caseId, details: { reason: changed.reason } })
  return touched
}

/** As much as a claim may have when it is filed. */
const mostCharacters = 20_000
