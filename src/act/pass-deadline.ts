import type { CaseLife } from '../model/case-life.js'
import { type CaseLeap, reviewOf } from './case-leap.js'

/** Where the end of a state's time leads; null for a state that time does not end. A person's case is never decided by time. */
export function passDeadline(life: CaseLife): CaseLeap | null {
  const escalated = { to: life.state, isAnew: true as const, change: { escalations: life.escalations + 1 } }
  switch (life.state) {
    case 'needs-evidence':
      // Nothing was decided: what is missing, or a word for a person, still takes it up again.
      return life.appealUsed ? { to: 'appeal-review' } : { to: 'appealable', change: { result: 'lapsed', freshPieces: 0 } }
    case 'merchant-window':
      return { to: 'open', judge: true }
    case 'arbitration':
      return { to: 'in-review' }
    case 'on-hold':
      return { to: reviewOf(life), change: { holder: 'person' } }
    case 'in-review':
    case 'appeal-review':
    case 'paying':
      return escalated
    case 'appealable':
      return { to: 'closed' }
    case 'open':
    case 'closed':
      return null
  }
}
