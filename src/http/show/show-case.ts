import type { CaseMoveRow, CaseRow } from '../../ports/store/cases.js'
import type { EvidenceRow } from '../../ports/store/evidence.js'
import type { OrderRow } from '../../ports/store/orders.js'
import type { VerdictRow } from '../../ports/store/verdicts.js'
import { maskKeys } from '../../report/mask-keys.js'
import { reportVerdict } from '../../report/report-verdict.js'
import { reportWait } from '../../report/report-wait.js'
import type { Caller } from '../parts.js'

type Language = 'zh' | 'en'

/** A case as a line of a list. */
export function showCaseLine(row: CaseRow, language: Language) {
  return { ...showStand(row, language), reason: row.claim.reason }
}

/** Where a case stands, and what it waits for. */
function showStand(row: CaseRow, language: Language) {
  const { id, state, revision, orderNumber, buyerId, outcome, judgedRevision, result, holder, firstDecider } = row
  const { appealUsed, escalations, reference, createdAt, updatedAt } = row
  return {
    ...{ id, state, revision, orderNumber, buyerId, outcome, judgedRevision, result, holder, firstDecider },
    ...{ appealUsed, escalations, reference, createdAt, updatedAt },
    until: row.deadlineAt,
    waitsFor: reportWait(row, language),
  }
}

/** All that belongs to a case. */
interface WholeCase {
  readonly row: CaseRow
  readonly order: OrderRow | null
  readonly evidence: readonly EvidenceRow[]
  readonly verdict: VerdictRow | null
}

/** A case with all that is known of it; a card key of its order that stands in a statement is masked without the scope `keys:reveal`. */
export function showCase({ row, order, evidence, verdict }: WholeCase, caller: Caller, language: Language) {
  const keys = order?.order.deliveredKeys ?? []
  const hide = hiderFor(caller, keys)
  const hideIn = (claim: CaseRow['claim']) => ({ ...claim, statement: hide(claim.statement) })
  return {
    ...showStand(row, language),
    reference: row.reference && hide(row.reference),
    claim: hideIn(row.claim),
    laterClaims: row.laterClaims.map(hideIn),
    evidence: evidence.map((piece) => showEvidence(piece, hide)),
    merchantAnswer: row.merchantAnswer && { ...row.merchantAnswer, words: hide(row.merchantAnswer.words) },
    rested: row.rested,
    verdict: verdict && showVerdict(verdict, caller, language),
  }
}

/** A row of the timeline; card keys of the order that somebody wrote are masked without the scope `keys:reveal`. */
export function showMove(
  { number, at, actor, name, from, to, said }: CaseMoveRow,
  order: OrderRow | null,
  caller: Caller,
  language: Language,
) {
  const hide = hiderFor(caller, order?.order.deliveredKeys ?? [])
  const words = said.words ?? said.because?.[language] ?? null
  const { outcome = null, answer = null, decision = null, reasonCode = null, amountFen = null, side = null } = said
  const shown = { outcome, answer, decision, reasonCode, amountFen, side }
  return { number, at, actor, move: name, from, to, words: words === null ? null : hide(words), ...shown }
}

/** What hides these card keys in any text, for a caller without the scope `keys:reveal`. */
export function hiderFor({ scopes }: Caller, keys: readonly string[]): (text: string) => string {
  return scopes.has('keys:reveal') ? (text) => text : maskKeys(keys)
}

/** A piece of evidence, without where its bytes lie. */
export function showEvidence({ blobKey: _, ...row }: EvidenceRow, hide: (text: string) => string) {
  return { ...row, fileName: hide(row.fileName) }
}

/** A verdict as the command line reports it, with when and of what it was made. */
export function showVerdict({ id, revision, verdict, judgedBy, createdAt }: VerdictRow, { scopes }: Caller, language: Language) {
  const reported = reportVerdict(verdict, { reveal: scopes.has('keys:reveal'), language }, judgedBy.order?.deliveredKeys)
  return { ...reported, id, revision, judgedAt: createdAt, evidenceIds: judgedBy.evidence.map(({ evidenceId }) => evidenceId) }
}
