import { zonedToMs, zoneOffsetMs } from './zone-time.js'

const dayMs = 86_400_000
const minuteMs = 60_000

/**
 * What a printed time can mean. `instant`: some moment from `fromMs` to `toMs` (a minute-only time has 59.999 s of room);
 * `day`: the same for a date alone; `clock`: a time of day without a date, in ms after midnight, `halfDayUnsure` when
 * it may be a 12-hour clock without its am or pm.
 */
export type PlacedTime =
  | { readonly kind: 'instant' | 'day'; readonly fromMs: number; readonly toMs: number }
  | { readonly kind: 'clock'; readonly fromMs: number; readonly toMs: number; readonly halfDayUnsure: boolean }

const form = /^(?:(?:(\d{4})-)?(\d{2})-(\d{2}))?(?:(?:^|T)(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/

/**
 * Places a timestamp field's normal form (contracts.md) in time; without an offset it is a wall clock of `timeZone`; a date
 * without a year is the latest such date not after `notAfterMs`. Null for what is no time at all.
 */
export function placeTime(value: string, timeZone: string, notAfterMs: number): PlacedTime | null {
  const found = form.exec(value)
  if (!found || value === '') return null
  const [, year, month, day, hour, minute, second, offset] = found
  const time = hour === undefined || minute === undefined ? null : timeOfDay(Number(hour), Number(minute), second)
  if (month === undefined || day === undefined) {
    return time && { kind: 'clock', ...time, halfDayUnsure: Number(hour) >= 1 && Number(hour) <= 12 }
  }
  const inYear = (y: number) => midnight(y, Number(month), Number(day))
  const localYear = new Date(notAfterMs + zoneOffsetMs(notAfterMs, timeZone)).getUTCFullYear()
  const place = (midnightMs: number | null): PlacedTime | null => {
    if (midnightMs === null) return null
    const { fromMs, toMs } = time ?? { fromMs: 0, toMs: dayMs - 1 }
    const toInstant = (localMs: number) => (offset ? localMs - offsetMs(offset) : zonedToMs(localMs, timeZone))
    return { kind: time ? 'instant' : 'day', fromMs: toInstant(midnightMs + fromMs), toMs: toInstant(midnightMs + toMs) }
  }
  if (year !== undefined) return place(inYear(Number(year)))
  const thisYear = place(inYear(localYear))
  return thisYear && thisYear.fromMs <= notAfterMs + dayMs ? thisYear : place(inYear(localYear - 1))
}

/** Whether a date-less clock of the zone can have been seen at some moment from `fromMs` to `toMs`. */
export function clockFits(clock: PlacedTime & { kind: 'clock' }, fromMs: number, toMs: number, timeZone: string): boolean {
  if (toMs < fromMs) return false
  if (toMs - fromMs >= dayMs) return true
  const firstMidnight = Math.floor((fromMs + zoneOffsetMs(fromMs, timeZone)) / dayMs) * dayMs
  const shifts = clock.halfDayUnsure ? [0, dayMs / 2] : [0]
  return shifts.some((shift) =>
    [-dayMs, 0, dayMs].some((day) => {
      const midnightMs = firstMidnight + day
      const start = zonedToMs(midnightMs + ((clock.fromMs + shift) % dayMs), timeZone)
      return start <= toMs && start + (clock.toMs - clock.fromMs) >= fromMs
    }),
  )
}

function timeOfDay(hour: number, minute: number, second: string | undefined): { fromMs: number; toMs: number } | null {
  if (hour > 24 || minute > 59 || Number(second ?? 0) > 59) return null
  const fromMs = (hour * 60 + minute) * minuteMs + Number(second ?? 0) * 1000
  return { fromMs, toMs: fromMs + (second === undefined ? minuteMs - 1 : 999) }
}

function midnight(year: number, month: number, day: number): number | null {
  const at = new Date(Date.UTC(year, month - 1, day))
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day ? at.getTime() : null
}

function offsetMs(offset: string): number {
  if (offset === 'Z') return 0
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2))
  return (offset.startsWith('-') ? -minutes : minutes) * minuteMs
}
