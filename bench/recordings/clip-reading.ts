import type { RecordingFactCode } from '../../src/model/examined.js'
import type { FieldType } from '../../src/model/field.js'

/** A screen, or frame, that a contender kept; times in ms. */
export interface KeptScreen {
  readonly frameMs: number
  readonly untilMs: number
  /** Texts of the lines it shows, in reading order. */
  readonly lines: readonly string[]
}

export interface FoundField {
  readonly type: FieldType
  readonly value: string
  readonly confidence: number
}

/** What a contender made of one recording. */
export interface ClipReading {
  /** In order of time. */
  readonly kept: readonly KeptScreen[]
  /** Each value once. */
  readonly fields: readonly FoundField[]
  /** The integrity facts told; of baselines none. */
  readonly facts: readonly { readonly code: RecordingFactCode; readonly atMs: number; readonly untilMs: number; readonly because: string }[]
}

/** A reading with what it cost; or why there is none. */
export interface Measured {
  readonly reading: ClipReading | null
  readonly fault: string | null
  /** From the file's name to its fields; starting the process and loading the nets not counted. */
  readonly ms: number
  /** Starting the process and loading the nets. */
  readonly startMs: number
  /** Technology and model of its text reader. */
  readonly reader: string
  /** Megabytes (10⁶ bytes), its children counted. */
  readonly peakMb: number
}

export const contenderNames = ['ours', 'every-frame', 'scene-filter'] as const
export type ContenderName = (typeof contenderNames)[number]
