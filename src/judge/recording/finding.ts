import type { RecordingFactCode } from '../../model/examined.js'
import type { Sentence } from '../../model/field.js'
import type { ClockStay } from './fit-clock.js'

/** A fact of a recording on its way to being told; `because` without its times. */
export interface Finding {
  readonly code: RecordingFactCode
  readonly atMs: number
  readonly untilMs: number
  readonly because: Sentence
}

/** A hint that a recording runs backwards (positive) or forwards (negative): 2 is strong, 1 is weak. */
export interface DirectionHint {
  readonly weight: -2 | -1 | 1 | 2
  readonly atMs: number
  readonly untilMs: number
  readonly what: Sentence
}

/** What clocks and movements tell against a recording, and which way they say that time runs. */
export interface Tampering {
  readonly findings: readonly Finding[]
  readonly hints: readonly DirectionHint[]
}

/** A change of a clock that was seen as it happened. */
export interface Tick {
  readonly atMs: number
  readonly from: ClockStay
  readonly to: ClockStay
}

/** A finding with the value it is about. */
export interface ToldFinding extends Finding {
  readonly value?: string
  readonly line?: number
}
