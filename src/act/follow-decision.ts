import type { CaseCommand, CaseLife } from '../model/case-life.js'
import type { CaseLeap, Refusal } from './case-leap.js'

type Decided = Extract<CaseCommand, { is: 'decided' }>

/**
 * Where a person's decision leads. An appeal is decided by another person than the result it is against; nothing is paid
 * while a channel dispute is open, nor more than the remainder.
 */
export function followDecision(life: CaseLife, { person, decision, remainderFen }: Decided): CaseLeap | Refusal {
  if (life.appealUsed && person === life.firstDecider) return { refused: 'an appeal is decided by another person than the first' }
  const { is, words } = decision
  const said = { decision: is, words }
  const decided = { holder: 'person' as const, ...(life.appealUsed ? {} : { firstDecider: person }) }
  if (decision.is === 'ask') return { to: 'needs-evidence', change: { holder: 'person' }, said }
  if (decision.is === 'refuse') {
    const result = life.result === 'paid' || life.paidFen > 0 ? ('paid' as const) : ('refused' as const)
    const change = { ...decided, result, freshPieces: 0 }
    return { to: life.appealUsed ? 'closed' : 'appealable', change, said: { ...said, reasonCode: decision.reasonCode } }
  }
  const { amountFen } = decision
  if (life.disputeOpen) return { refused: 'nothing is paid while a dispute is open at the payment channel' }
  if (!Number.isSafeInteger(amountFen) || amountFen <= 0) return { refused: 'a payment is at least one fen' }
  if (amountFen > remainderFen) return { refused: `of the order ${remainderFen} fen are left to give back` }
  const paying = { amountFen, isFull: amountFen === remainderFen }
  return { to: 'paying', change: { ...decided, paying, paidFen: 0, freshPieces: 0 }, said: { ...said, amountFen } }
}
