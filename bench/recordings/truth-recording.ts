import type { FieldType } from '../../src/model/field.js'

type ScreenKind = 'page' | 'dialog' | 'toast' | 'notification' | 'paste'

/** A distinct screen of a drawn recording; times are presentation times of encoded frames, in ms. */
export interface TruthScreen {
  /** Of the first frame on which it stands whole. */
  readonly fromMs: number
  /** Of the first frame after it that differs. */
  readonly untilMs: number
  readonly name: string
  readonly what: ScreenKind
  readonly sameAs: number | null
  readonly scrolled: boolean
  /** A few strings by which it is known; of a scrolled one over its whole height. */
  readonly texts: readonly string[]
  /** In normal form; clocks are not among them. */
  readonly fields: readonly { readonly type: FieldType; readonly value: string }[]
}

export type TamperKind = 'cut' | 'spliced' | 'reversed' | 'speed-up' | 'looped-still'

/** The ground truth beside a drawn recording (fixtures/generator/recordings): `<name>.truth.json`. */
export interface TruthRecording {
  readonly file: string
  readonly widthPx: number
  readonly heightPx: number
  readonly durationMs: number
  readonly framesPerSecond: number
  readonly variableRate: boolean
  readonly codec: string
  readonly container: string
  readonly sent: 'original' | 'chat-app'
  readonly session: string
  readonly device: string
  readonly tampered: { readonly how: TamperKind; readonly atMs: readonly number[]; readonly note: string } | null
  readonly screens: readonly TruthScreen[]
  readonly typed: readonly { readonly value: string; readonly fromMs: number; readonly untilMs: number }[]
}
