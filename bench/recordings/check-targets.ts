import { ofSeconds } from './group-clips.js'
import type { ClipResult } from './score-clip.js'
import { alsoRead, sumUp, timeShare } from './sum-up.js'
import { shareOf } from './tally.js'

/** What was promised, and what was measured. */
export interface Target {
  readonly what: string
  readonly bound: 'at least' | 'at most'
  readonly wanted: number
  /** NaN when the set has nothing to measure it on. */
  readonly measured: number
}

/** A target that could not be measured is not met. */
export function isMet({ bound, wanted, measured }: Target): boolean {
  return bound === 'at least' ? measured >= wanted : measured <= wanted
}

/** The promises of the recordings' reader, each with what this run measured. */
export function checkTargets(results: readonly ClipResult[]): readonly Target[] {
  const ours = sumUp(results, 'ours')
  const also = alsoRead(results, 'every-frame')
  const half = ofSeconds(results, 25, 35)
  const long = ofSeconds(results, 110, 130)
  const third = 1 / 3
  const ifRead = (measured: number) => (ours.clips > 0 ? measured : Number.NaN)
  return [
    { what: 'true screens found, by time and text', bound: 'at least', wanted: 0.99, measured: shareOf(ours.byTimeAndText) },
    { what: 'fields read of those that (a) reads', bound: 'at least', wanted: 0.99, measured: shareOf(also.fields) },
    { what: 'texts read of those that (a) reads', bound: 'at least', wanted: 0.99, measured: shareOf(also.texts) },
    { what: 'kept frames per true screen', bound: 'at most', wanted: 1.2, measured: ours.keptPerScreen },
    { what: 'beginnings of typed values told as fields', bound: 'at most', wanted: 0, measured: ifRead(ours.prefixes) },
    { what: "of (a)'s time on the 30 s recordings", bound: 'at most', wanted: third, measured: timeShare(half, 'every-frame') },
    { what: "of (a)'s time on the 120 s recordings", bound: 'at most', wanted: 0.2, measured: timeShare(long, 'every-frame') },
    {
      what: 's for the slowest 1080×2340 one of 30 s, 30 fps, ≤ 9 screens',
      bound: 'at most',
      wanted: 7,
      measured: slowest(half, 9),
    },
    {
      what: 's for the slowest 1080×2340 one of 120 s, 30 fps, ≤ 22 screens',
      bound: 'at most',
      wanted: 22,
      measured: slowest(long, 22),
    },
    { what: 'MB of memory at the highest', bound: 'at most', wanted: 900, measured: ifRead(ours.peakMb) },
    { what: 'recordings not read', bound: 'at most', wanted: 0, measured: results.filter(({ faults }) => faults.ours).length },
  ]
}

/** Seconds of the slowest full-size phone recording at 30 frames a second with at most so many screens; NaN without one. */
function slowest(results: readonly ClipResult[], maxScreens: number): number {
  const seconds = results
    .filter(({ truth }) => truth.widthPx === 1080 && truth.heightPx === 2340 && truth.framesPerSecond <= 30)
    .filter(({ truth }) => truth.screens.length <= maxScreens)
    .flatMap(({ scores }) => (scores.ours ? [scores.ours.seconds] : []))
  return seconds.length ? Math.max(...seconds) : Number.NaN
}
