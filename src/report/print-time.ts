/** A moment of a recording for people: minutes, seconds and tenths, `0:04.0`. */
export function printTime(ms: number): string {
  const tenths = Math.max(0, Math.round(ms / 100))
  const minutes = Math.floor(tenths / 600)
  return `${minutes}:${((tenths % 600) / 10).toFixed(1).padStart(4, '0')}`
}

/** A stretch of a recording for people: `0:04.0–0:09.3`, a moment where it has no length. */
export function printSpan(fromMs: number, untilMs: number): string {
  const [from, until] = [printTime(fromMs), printTime(untilMs)]
  return from === until ? from : `${from}–${until}`
}
