import type { ExportedCase, ExportedOrder } from '../../pipeline/export-buyer.js'
import type { RefundRow } from '../../ports/store/refunds.js'
import { explainDecision } from '../../report/explain-decision.js'
import { keysOf, reportReading } from '../../report/report-reading.js'
import type { Caller } from '../parts.js'
import { hiderFor, showCase, showEvidence, showMove, showVerdict } from './show-case.js'
import { showOrder } from './show-order.js'
import { showRefund } from './show-refund.js'

/** A line of an export: what it tells of stands in `is`. */
type ExportedLine = Readonly<Record<string, unknown>> & { readonly is: string }

/** What was exported as the lines of a file; card keys are masked without the scope `keys:reveal`, wherever they stand. */
export function showExported(one: ExportedOrder | ExportedCase, caller: Caller, language: 'zh' | 'en'): readonly ExportedLine[] {
  if (one.is === 'order') {
    return [{ is: 'order', ...showOrder(one.row, caller) }, ...one.deletions.map((row) => ({ is: 'deletion', ...row }))]
  }
  const { row, order, moves, evidence, verdicts, refunds, notices, deletions } = one
  const caseId = row.id
  const { evidence: _, verdict: _latest, ...whole } = showCase({ row, order, evidence: [], verdict: null }, caller, language)
  return [
    { is: 'case', ...whole },
    ...moves.map((move) => ({ is: 'move', caseId, ...showMove(move, order, caller, language) })),
    ...evidence.flatMap((piece) => showPiece(piece, one, caller, language)),
    ...verdicts.map((verdict) => {
      return { is: 'verdict', caseId, ...showVerdict(verdict, caller, language), explained: explainDecision(verdict, language) }
    }),
    ...refunds.map((refund) => ({ is: 'refund', ...hideWords(showRefund(refund), hiderFor(caller, order?.order.deliveredKeys ?? [])) })),
    ...notices.map((notice) => ({ is: 'notice', ...notice })),
    ...deletions.map((deletion) => ({ is: 'deletion', ...deletion })),
  ]
}

/** A file is told by its hash and its address: a picture shows keys, so its bytes need a scope of their own. */
function showPiece(
  { row, examined }: ExportedCase['evidence'][number],
  { order }: ExportedCase,
  caller: Caller,
  language: 'zh' | 'en',
): readonly ExportedLine[] {
  const keys = [...(order?.order.deliveredKeys ?? []), ...(examined ? keysOf(examined.fields) : [])]
  const hide = hiderFor(caller, keys)
  const content = row.state === 'deleted' ? null : `/v1/evidence/${row.id}/content`
  const piece = { is: 'evidence', ...showEvidence(row, hide), content }
  if (!examined) return [piece]
  const reported = reportReading(examined, { reveal: caller.scopes.has('keys:reveal'), language }, keys)
  return [piece, { is: 'reading', evidenceId: row.id, caseId: row.caseId, ...reported, file: hide(reported.file) }]
}

function hideWords<Refund extends Pick<RefundRow, 'reason' | 'lastAnswer' | 'statement'>>(refund: Refund, hide: (text: string) => string) {
  const { reason, lastAnswer, statement } = refund
  return {
    ...refund,
    reason: hide(reason),
    lastAnswer: lastAnswer && hide(lastAnswer),
    statement: statement && { ...statement, words: hide(statement.words) },
  }
}
