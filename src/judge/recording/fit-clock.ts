/** One value of a clock as it stood on the screen: `value` in ticks of `tickMs`, already unwrapped over midnight. */
export interface ClockStay {
  readonly atMs: number
  readonly untilMs: number
  readonly value: number
  readonly text: string
  readonly confidence: number
}

/** Stays that one steadily running clock can have shown: it stood at `t + lo` to `t + hi` ms at moment t. */
export interface Run {
  readonly stays: readonly ClockStay[]
  readonly lo: number
  readonly hi: number
}

/** Stays are measured on frames and pictures four a second: each end may be off by this much, two ticks so by 1.5 s. */
const slackMs = 750

/**
 * Splits the stays of a clock into runs of one steadily going clock. `pace` is clock time over recording time: 1 for an
 * honest recording, 2 for one played at double speed, -1 for one played backwards.
 */
export function fitClock(stays: readonly ClockStay[], tickMs: number, pace: number): readonly Run[] {
  let kept = stays
  // every round drops at least one stay
  for (;;) {
    const runs = splitRuns(kept, tickMs, pace)
    const odd = runs.findIndex((run, i) => isMisread(run, runs[i - 1], runs[i + 1], tickMs, pace))
    const dropped = runs[odd]?.stays
    if (!dropped) return runs
    kept = kept.filter((stay) => !dropped.includes(stay))
  }
}

function splitRuns(stays: readonly ClockStay[], tickMs: number, pace: number): readonly Run[] {
  const runs: Run[] = []
  for (const stay of stays) {
    const [lo, hi] = rangeOf(stay, tickMs, pace)
    const run = runs.at(-1)
    const [bothLo, bothHi] = [Math.max(lo, run?.lo ?? lo), Math.min(hi, run?.hi ?? hi)]
    if (run && bothLo <= bothHi) runs[runs.length - 1] = { stays: [...run.stays, stay], lo: bothLo, hi: bothHi }
    else runs.push({ stays: [stay], lo, hi })
  }
  return runs
}

/** The clock showed `value` all the while: from that follows between which bounds it went. A stay too long for its tick leaves none, and is taken at its middle. */
function rangeOf({ atMs, untilMs, value }: ClockStay, tickMs: number, pace: number): readonly [lo: number, hi: number] {
  const [first, last] = [Math.min(pace * atMs, pace * untilMs), Math.max(pace * atMs, pace * untilMs)]
  const [lo, hi] = [value * tickMs - first - slackMs, (value + 1) * tickMs - last + slackMs]
  return lo <= hi ? [lo, hi] : [(lo + hi) / 2, (lo + hi) / 2]
}

/** One odd reading between two that agree; at either end, one that differs by look-alike digits and was not read surely. */
function isMisread(run: Run, before: Run | undefined, after: Run | undefined, tickMs: number, pace: number): boolean {
  const [stay] = run.stays
  if (!stay || run.stays.length > 1) return false
  if (before && after) return Math.max(before.lo, after.lo) <= Math.min(before.hi, after.hi)
  const neighbour = before ?? after
  if (!neighbour || neighbour.stays.length < 2 || stay.confidence >= 0.95) return false
  const expected = Math.floor((pace * stay.atMs + (neighbour.lo + neighbour.hi) / 2) / tickMs)
  const usual = neighbour.stays[0]?.text ?? ''
  return usual.length === stay.text.length && looksLike(stay.value, expected)
}

const lookAlikes = ['17', '38', '68', '08', '56', '06', '89', '09', '27']

function looksLike(a: number, b: number): boolean {
  const [left, right] = [String(a % 60).padStart(2, '0'), String(b % 60).padStart(2, '0')]
  if (Math.floor(a / 60) !== Math.floor(b / 60)) return false
  return [...left].every((digit, i) => {
    const other = right[i] ?? ''
    return digit === other || lookAlikes.includes(digit < other ? digit + other : other + digit)
  })
}
