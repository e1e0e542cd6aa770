import type { CaseCommand, CaseLife, CaseState } from '../model/case-life.js'
import type { CaseLeap } from './case-leap.js'

type Judged = Extract<CaseCommand, { is: 'judged' }>

/**
 * Where a verdict leads: its outcome, as long as no person holds the case; then it is advice and moves nothing. While a
 * channel dispute is open it never pays, nor where a person decided an earlier case of the order. A verdict that asks again does not revive a case whose time to answer is over.
 */
export function followVerdict(life: CaseLife, verdict: Judged): CaseLeap {
  const said = { outcome: verdict.outcome }
  const advice = { to: life.state, said: { ...said, isAdvice: true } }
  if (life.holder === 'person' || !movable.has(life.state)) return advice
  const to = roadOf(life, verdict)
  if (to === 'on-hold' && life.state === 'appealable') return advice
  if (to === 'needs-evidence' && life.result === 'lapsed') return advice
  if (to === 'appealable' && life.result === 'not-eligible') return advice
  return { to, said, ...lastsOf(to, verdict), ...changeOf(to, life, verdict) }
}

const movable: ReadonlySet<CaseState> = new Set(['open', 'needs-evidence', 'merchant-window', 'in-review', 'on-hold', 'appealable'])

function roadOf({ disputeOpen }: CaseLife, { outcome, objected, decidedBefore, payouts }: Judged): CaseState {
  if (outcome === 'not-eligible') return 'appealable'
  if (disputeOpen || outcome === 'hold') return 'on-hold'
  switch (outcome) {
    case 'instant-refund':
    case 'refund':
      // Nothing to give back on a paying outcome: nobody but a person can tell why.
      return sumOf(payouts) > 0 && !decidedBefore ? 'paying' : 'in-review'
    case 'merchant-window':
      return 'merchant-window'
    case 'more-evidence':
      return 'needs-evidence'
    case 'review':
      return objected ? 'arbitration' : 'in-review'
  }
}

/** What a verdict waits for lasts as long as it said: from now, as a test side is judged as of another day. */
function lastsOf(to: CaseState, { until, judgedAt }: Judged): Pick<CaseLeap, 'lastsMs' | 'isAnew'> {
  if (to !== 'needs-evidence' && to !== 'merchant-window') return {}
  if (until === null) return { isAnew: true }
  return { isAnew: true, lastsMs: Math.max(0, Date.parse(until) - Date.parse(judgedAt)) }
}

function changeOf(to: CaseState, life: CaseLife, { payouts }: Judged): Pick<CaseLeap, 'change' | 'isAnew'> {
  const none = { result: null, freshPieces: 0 }
  if (to === 'appealable')
    return { change: { ...none, result: 'not-eligible', firstDecider: 'machine' }, ...(life.state === to ? { isAnew: true } : {}) }
  if (to === 'paying')
    return { change: { ...none, firstDecider: 'machine', paying: { amountFen: sumOf(payouts), isFull: true }, paidFen: 0 } }
  if (to === 'arbitration') return { change: { ...none, holder: 'person', rested: [] } }
  if (to === 'on-hold') return { change: { ...none, disputeOpen: true } }
  return { change: none }
}

function sumOf(payouts: Judged['payouts']): number {
  return payouts.reduce((sum, { amountFen }) => sum + amountFen, 0)
}
