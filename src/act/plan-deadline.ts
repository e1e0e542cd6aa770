import { addWorkingTime } from '../judge/add-working-time.js'
import type { CaseLife, CaseState } from '../model/case-life.js'
import type { Policy } from '../model/policy.js'

type Deadline = Pick<CaseLife, 'deadlineAt' | 'remindAt'>

/**
 * When the time of a state ends that is entered now, and when that is announced: `remindHours` before, at most half of
 * the time. `lastsMs` is given where a verdict has said how long it waits.
 */
export function planDeadline(state: CaseState, now: string, policy: Policy, lastsMs?: number): Deadline {
  const nowMs = Date.parse(now)
  const endMs = lastsMs === undefined ? endOf(state, nowMs, policy) : nowMs + lastsMs
  if (endMs === null) return { deadlineAt: null, remindAt: null }
  const earlierMs = Math.min(policy.windows.remindHours * hourMs, (endMs - nowMs) / 2)
  return {
    deadlineAt: new Date(endMs).toISOString(),
    remindAt: endMs > nowMs ? new Date(Math.round(endMs - earlierMs)).toISOString() : null,
  }
}

const hourMs = 3_600_000

/** Days are of 24 h: no calendar and no clock change moves them, unless the policy's calendar is asked for. */
function endOf(state: CaseState, nowMs: number, policy: Policy): number | null {
  const { windows } = policy
  const after = (hours: number) => nowMs + hours * hourMs
  switch (state) {
    case 'needs-evidence':
      return after(windows.supplementDays * 24)
    case 'merchant-window':
      return addWorkingTime(nowMs, windows.merchantAnswerHours * hourMs, 'merchant', policy)
    case 'arbitration':
      return after(windows.arbitrationDays * 24)
    case 'in-review':
    case 'appeal-review':
      return addWorkingTime(nowMs, windows.reviewHours * hourMs, 'review', policy)
    case 'on-hold':
      return after(windows.holdDays * 24)
    case 'paying':
      return after(windows.paymentHours)
    case 'appealable':
      return after(windows.appealDays * 24)
    case 'open':
    case 'closed':
      return null
  }
}
