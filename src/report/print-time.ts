/** A moment of a recording for people: minutes, seconds and tenths, `0:04.0`. */
export function printTime(ms: number): string {
  const tenths = Math.max(0, Math.round(ms / 100))
  const minutes = Math.floor(tenths / 600)
  return `${minutes}:${((tenths % 600) / 10).toFixed(1).padStart(4, '0')}`
}

/** The stretch, or nothing where a sentence about it tells its beginning already. */
export function spanUnlessSaid(fromMs: number, untilMs: number, sentence: string): string {
  return sentence.includes(printTime(fromMs)) ? '' : printSpan(fromMs, untilMs)
}

/** A stretch of a recording for people: `0:04.0–0:09.3`, a moment where it has no length. */
export function printSpan(fromMs: number, untilMs: number): string {
  const [from, until] = [printTime(fromMs), printTime(untilMs)]
  return from === until ? from : `${from}–${until}`
}
