import { Fault } from '../../errors.js'

/** A decimal amount of yuan as MySQL prints it, in fen. Throws `order-source-unavailable` for anything else: an amount is never guessed. */
export function fenOf(yuan: string): number {
  const parts = /^(\d{1,12})(?:\.(\d{1,2})0*)?$/.exec(yuan)
  if (!parts) throw new Fault('order-source-unavailable', 'an amount of the order is no amount')
  return Number(parts[1]) * 100 + Number((parts[2] ?? '').padEnd(2, '0'))
}

/** A wall-clock time as MySQL prints it (`2026-11-20 14:02:11`), in the shop's time zone, as ISO 8601 with offset; null stays null. */
export function timeOf(wallClock: string | null, timeZone: string): string | null {
  const parts = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)/.exec(wallClock ?? '')
  if (!parts) return null
  const local = `${parts[1]}T${parts[2]}`
  const offset = offsetAt(new Date(`${local}Z`), timeZone)
  // Near a change of the clocks the offset is that of the instant, not that of the same figures in UTC.
  return local + offsetAt(new Date(`${local}${offset}`), timeZone)
}

function offsetAt(instant: Date, timeZone: string): string {
  const name = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
    .formatToParts(instant)
    .find(({ type }) => type === 'timeZoneName')?.value
  return name?.replace('GMT', '') || '+00:00'
}
