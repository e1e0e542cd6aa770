import type { CaseCommand, CaseLife } from '../model/case-life.js'
import { type CaseLeap, reviewOf } from './case-leap.js'

/** What the payment channel and the refund ledger state. */
export type ChannelCommand = Extract<
  CaseCommand,
  { is: 'dispute-opened' | 'dispute-ended' | 'refund-succeeded' | 'refund-failed' | 'refund-held' }
>

/**
 * Where a fact of the payment channel leads: it is never refused, for it has happened; where it moves nothing it is taken
 * note of. Null for one that is known.
 */
export function followChannel(life: CaseLife, command: ChannelCommand): CaseLeap | null {
  switch (command.is) {
    case 'dispute-opened':
      if (life.disputeOpen) return null
      return {
        to: staysInDispute.has(life.state) ? life.state : 'on-hold',
        change: { disputeOpen: true },
        said: { source: command.source },
      }
    case 'dispute-ended':
      return life.disputeOpen ? endDispute(life) : null
    case 'refund-succeeded':
      return countRefund(life, command.refundedFen)
    case 'refund-failed':
    case 'refund-held': {
      const said = { because: command.because }
      if (life.state !== 'paying') return { to: life.state, said }
      return { to: life.disputeOpen ? 'on-hold' : reviewOf(life), change: { holder: 'person', paying: null }, said }
    }
  }
}

/** A result that is out stays out, and a payment under way is the ledger's. */
const staysInDispute: ReadonlySet<CaseLife['state']> = new Set(['paying', 'appealable', 'closed', 'on-hold'])

function endDispute(life: CaseLife): CaseLeap {
  const change = { disputeOpen: false }
  if (life.state !== 'on-hold') return { to: life.state, change }
  return life.holder === 'person' ? { to: reviewOf(life), change } : { to: 'open', change, judge: true }
}

function countRefund(life: CaseLife, refundedFen: number): CaseLeap {
  const paidFen = life.paidFen + refundedFen
  const said = { amountFen: refundedFen }
  const { paying } = life
  if (life.state !== 'paying' || !paying || paidFen < paying.amountFen) return { to: life.state, change: { paidFen }, said }
  const isOver = paying.isFull || life.appealUsed
  return { to: isOver ? 'closed' : 'appealable', change: { paidFen, paying: null, result: 'paid', freshPieces: 0 }, said }
}
