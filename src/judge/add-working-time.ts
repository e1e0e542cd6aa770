import type { Policy, WorkingCalendar } from '../model/policy.js'
import { zonedToMs, zoneOffsetMs } from './zone-time.js'

const dayMs = 86_400_000

/**
 * When so much time has run, in ms since 1970. Every hour counts, unless the policy's calendar says that deadlines of
 * these people run in working hours only; those are hours on the zone's clocks, so a day of a clock change has more or fewer.
 */
export function addWorkingTime(
  fromMs: number,
  durationMs: number,
  whose: WorkingCalendar['countsFor'][number],
  { calendar, timeZone }: Pick<Policy, 'calendar' | 'timeZone'>,
): number {
  if (!calendar?.countsFor.includes(whose)) return fromMs + durationMs
  const firstDay = Math.floor((fromMs + zoneOffsetMs(fromMs, timeZone)) / dayMs)
  let leftMs = durationMs
  for (let day = firstDay; day < firstDay + mostDays; day++) {
    if (!isWorkingDay(day, calendar)) continue
    const startMs = Math.max(fromMs, zonedToMs(day * dayMs + clockMs(calendar.from), timeZone))
    const endMs = zonedToMs(day * dayMs + clockMs(calendar.until), timeZone)
    if (endMs <= startMs) continue
    if (leftMs <= endMs - startMs) return startMs + leftMs
    leftMs -= endMs - startMs
  }
  // A calendar of holidays only: nobody shall wait for ever.
  return fromMs + durationMs
}

/** Ten years. */
const mostDays = 3653

/** Days since 1970, counted on the zone's clocks; that first one was a Thursday. */
function isWorkingDay(day: number, { weekdays, holidays }: WorkingCalendar): boolean {
  const weekday = ((day + 3) % 7) + 1
  return weekdays.includes(weekday) && !holidays.includes(new Date(day * dayMs).toISOString().slice(0, 10))
}

function clockMs(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return (hours * 60 + minutes) * 60_000
}
