/** Zones that have kept one offset since 1992, in minutes east of UTC: the usual ones are answered without Intl, which is slow. */
const fixedOffsetsMin: Readonly<Record<string, number>> = {
  'Asia/Shanghai': 480,
  'Asia/Hong_Kong': 480,
  'Asia/Taipei': 480,
  'Asia/Singapore': 480,
  'Asia/Tokyo': 540,
  UTC: 0,
}

const formatters = new Map<string, Intl.DateTimeFormat>()

/** How far the zone's clocks are ahead of UTC at that instant, in ms. */
export function zoneOffsetMs(atMs: number, timeZone: string): number {
  const fixed = fixedOffsetsMin[timeZone]
  if (fixed !== undefined) return fixed * 60_000
  const parts = new Map(
    formatterOf(timeZone)
      .formatToParts(atMs)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
  return local - Math.floor(atMs / 1000) * 1000
}

/** The instant, in ms since 1970, at which clocks in the zone show `localMs` (wall-clock fields taken as if UTC). */
export function zonedToMs(localMs: number, timeZone: string): number {
  const guess = localMs - zoneOffsetMs(localMs, timeZone)
  return localMs - zoneOffsetMs(guess, timeZone)
}

/** ISO 8601 with the zone's offset at that instant, to the second: `2026-11-20T14:41:00+08:00`. */
export function formatInstant(atMs: number, timeZone: string): string {
  const offsetMs = zoneOffsetMs(atMs, timeZone)
  const local = new Date(atMs + offsetMs).toISOString().slice(0, 19)
  const offsetMin = Math.abs(offsetMs / 60_000)
  const two = (n: number) => String(Math.floor(n)).padStart(2, '0')
  return `${local}${offsetMs < 0 ? '-' : '+'}${two(offsetMin / 60)}:${two(offsetMin % 60)}`
}

/** Wall-clock text of an instant for sentences: `2026-11-20 14:41:00`. */
export function wallClock(atMs: number, timeZone: string): string {
  return formatInstant(atMs, timeZone).slice(0, 19).replace('T', ' ')
}

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formatters.set(timeZone, made)
  return made
}
