/** A moment of a recording as players show it, `0:12.4`: minutes, seconds, tenths, rounded down. */
export function sayMoment(ms: number): string {
  const tenths = Math.max(0, Math.floor(Number.isFinite(ms) ? ms / 100 : 0))
  const seconds = Math.floor(tenths / 10)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}.${tenths % 10}`
}

/** A length of time in seconds, one decimal below ten. */
export function saySeconds(ms: number): string {
  const seconds = Math.abs(Number.isFinite(ms) ? ms : 0) / 1000
  return seconds < 10 ? String(Math.round(seconds * 10) / 10) : String(Math.round(seconds))
}
