import { wallClock, zonedToMs } from '../judge/zone-time.js'
import type { Policy } from '../model/policy.js'

/** The end of the quiet hours that run at that moment in the policy's zone, ISO 8601; null when none do. */
export function quietUntil(at: Date, { timeZone, notices }: Pick<Policy, 'timeZone' | 'notices'>): string | null {
  const { quietFrom, quietUntil: end } = notices
  const shown = wallClock(at.getTime(), timeZone)
  const time = shown.slice(11, 16)
  const isOvernight = quietFrom > end
  const isQuiet = isOvernight ? time >= quietFrom || time < end : time >= quietFrom && time < end
  if (!isQuiet) return null
  const dayMs = Date.parse(`${shown.slice(0, 10)}T${end}:00Z`) + (isOvernight && time >= quietFrom ? 86_400_000 : 0)
  return new Date(zonedToMs(dayMs, timeZone)).toISOString()
}
