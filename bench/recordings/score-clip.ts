import { type ClipReading, type ContenderName, contenderNames, type Measured } from './clip-reading.js'
import { type ScreenScore, scoreScreens } from './score-screens.js'
import { scoreValues, type ValueScore } from './score-values.js'
import type { TruthRecording } from './truth-recording.js'

/** What one contender made of one recording, and what that cost. */
export interface ClipScore extends ValueScore {
  readonly screens: readonly ScreenScore[]
  readonly kept: number
  readonly seconds: number
  readonly startSeconds: number
  readonly peakMb: number
  /** Technology and model of its text reader. */
  readonly reader: string
}

/** A recording with all that was measured on it; a contender that could not read it has a fault instead of a score. */
export interface ClipResult {
  readonly name: string
  readonly truth: TruthRecording
  /** Seconds of a bare ffmpeg decode; null when ffmpeg cannot decode it. */
  readonly floorSeconds: number | null
  readonly scores: Readonly<Partial<Record<ContenderName, ClipScore>>>
  readonly faults: Readonly<Partial<Record<ContenderName, string>>>
}

/** One recording's result of all contenders; of repeated measurements the median time, the highest memory and the first reading. */
export function scoreClip(
  name: string,
  truth: TruthRecording,
  floors: readonly (number | null)[],
  runs: ReadonlyMap<ContenderName, readonly Measured[]>,
): ClipResult {
  const scores: Partial<Record<ContenderName, ClipScore>> = {}
  const faults: Partial<Record<ContenderName, string>> = {}
  for (const contender of contenderNames) {
    const measured = runs.get(contender)
    if (!measured) continue
    const fault = measured.find((one) => one.fault !== null)?.fault
    const reading = measured[0]?.reading
    if (fault || !reading) faults[contender] = fault ?? 'not read'
    else scores[contender] = scoreReading(truth, reading, measured, contender !== 'ours')
  }
  const decoded = floors.filter((floor) => floor !== null)
  return { name, truth, floorSeconds: decoded.length ? quantile(decoded, 0.5) : null, scores, faults }
}

/** The value below which `share` of all lie; NaN of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

function scoreReading(truth: TruthRecording, reading: ClipReading, measured: readonly Measured[], sampled: boolean): ClipScore {
  // A sampled frame stands for the time until the next; the last one until the end.
  const kept = reading.kept.map((one) => ({ ...one, untilMs: Math.min(one.untilMs, truth.durationMs) }))
  return {
    screens: scoreScreens(truth.screens, kept, sampled),
    ...scoreValues(truth, reading),
    kept: kept.length,
    seconds: quantile(
      measured.map(({ ms }) => ms / 1000),
      0.5,
    ),
    startSeconds: quantile(
      measured.map(({ startMs }) => startMs / 1000),
      0.5,
    ),
    peakMb: Math.max(...measured.map(({ peakMb }) => peakMb)),
    reader: measured.map(({ reader }) => reader)[0] ?? '',
  }
}
