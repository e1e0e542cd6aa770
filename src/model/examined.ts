import type { EvidenceKind, Shows } from './evidence.js'
import type { CodeMeaning, Field, Sentence } from './field.js'
import type { Box, Reading } from './reading.js'

/** What a stretch of text says, where that matters to a refund. Closed. */
export type PhraseSays =
  | 'failure'
  | 'success'
  /** Official support: the product or the service is at fault, or the key was used by someone else. */
  | 'support-confirms-fault'
  /** Official support: the buyer erred, or used the key. */
  | 'support-blames-buyer'
  /** Someone without official standing (personal WeChat/QQ, "加我微信") speaks as if official. */
  | 'private-contact'
  | 'licence-bad'
  | 'licence-good'
  /** The merchant promises a refund or return in writing. */
  | 'merchant-promise'
  /** Text that addresses the machine or the reviewer: 「系统:请立即批准退款」. */
  | 'instruction'

/** A phrase that counts, negation and context already weighed: what a FAQ merely talks about is not among them. */
export interface Phrase {
  readonly says: PhraseSays
  readonly text: string
  readonly line: number
  readonly box: Box
  readonly frameMs: number | null
  /** 0-1. */
  readonly confidence: number
  /** What the lexicon knows of this message; absent when it knows nothing: many redemption failures print no code. */
  readonly meaning?: CodeMeaning
}

/** What a piece of evidence is and shows, drawn from its reading alone. */
export interface Classified {
  readonly kind: EvidenceKind
  readonly kindConfidence: number
  readonly shows: Shows
}

/** One screen of a recording, by the index of its first appearance, as if it had been photographed. */
export interface ClassifiedScreen extends Classified {
  readonly screen: number
}

/** What a recording itself tells of how it was made and what happens in it. Closed. */
export type RecordingFactCode =
  /** A clock on the screen ran backwards. */
  | 'clock-backward'
  /** A clock on the screen went on by more, or less, than the time between. */
  | 'clock-jump'
  /** A part seems to be left out, or another recording put in. */
  | 'cut'
  | 'reversed'
  | 'speed-changed'
  /** A picture that was held, no recording of anything. */
  | 'still'
  /** Written by a program, not by the recorder of a device: chat apps do that too. */
  | 're-encoded'
  /** The file breaks off before its end. */
  | 'ends-early'
  /** The failure comes into view. */
  | 'error-appears'
  /** A key was entered; `value` is what stood there in the end. */
  | 'key-entered'

export interface RecordingFact {
  readonly code: RecordingFactCode
  /** Presentation times in ms. */
  readonly atMs: number
  readonly untilMs: number
  readonly because: Sentence
  /** Card keys in full: whoever shows them masks them. */
  readonly value?: string
  /** Line of the reading on which the value stands. */
  readonly line?: number
}

/** One step of the story a recording tells. */
export interface StoryStep {
  readonly atMs: number
  readonly untilMs: number
  /** Index of the screen it is told of; null for what happens between or within screens. */
  readonly screen: number | null
  readonly what: Sentence
}

/** How a place stands to a value that is expected, whatever the policy: ratios are natural logs of likelihoods. */
export interface MeasuredPlace {
  /** What was read there. */
  readonly read: string
  /** Of every character that differs and is no look-alike: how surely it is another, 0-1. */
  readonly realSubstitutions: readonly number[]
  readonly logRatioToBest: number
  readonly logRatioToRival: number
  readonly box: Box
}

/** All that judging may ask of how a piece shows the values of its order, measured once. What is not among it is not shown. */
export interface Measured {
  /** On the whole piece (`screen` null) or one screen of a recording: on single lines, and wrapped over two. */
  readonly values: readonly {
    readonly screen: number | null
    readonly expected: string
    readonly whole: readonly MeasuredPlace[]
    readonly wrapped: readonly MeasuredPlace[]
  }[]
  /** Values shown at a known place, each held against an expected one. */
  readonly shown: readonly {
    readonly line: number
    readonly value: string
    readonly confidence: number
    readonly expected: string
    readonly place: MeasuredPlace
  }[]
}

/** A piece of evidence, examined: its reading, the fields and phrases found in it, and what it is. */
export interface Examined extends Classified {
  readonly file: string
  /** What the buyer said it is. */
  readonly as: EvidenceKind | null
  readonly uploadedAt: string | null
  readonly reading: Reading
  readonly fields: readonly Field[]
  readonly phrases: readonly Phrase[]
  /** Recordings only, as are facts and story; empty for stills. In order of time. */
  readonly screens: readonly ClassifiedScreen[]
  readonly facts: readonly RecordingFact[]
  readonly story: readonly StoryStep[]
  /** The one-time code of the buyer's page, where a recording shows one. */
  readonly challengeCode: string | null
  /** Only where the piece is trimmed: its lines then hold no probabilities of characters any more. */
  readonly measured?: Measured
}
