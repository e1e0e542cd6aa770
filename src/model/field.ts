import type { Box } from './reading.js'

export type FieldType = 'order-number' | 'payment-number' | 'refund-number' | 'error-code' | 'timestamp' | 'card-key' | 'amount'

/** What a printed time is the time of. `clock` is the screen's own clock. */
export type TimestampRole = 'created' | 'paid' | 'delivered' | 'failed' | 'valid-until' | 'clock' | 'message' | 'other'

/** Whom an error code points at: the question a refund turns on. */
export type Attribution = 'product' | 'user' | 'service' | 'unknown'

/** A sentence in both languages of the product; Chinese first. */
export interface Sentence {
  readonly zh: string
  readonly en: string
}

/** What the lexicon knows of an error code. */
export interface CodeMeaning {
  readonly issuer: string
  readonly meaning: Sentence
  readonly pointsAt: Attribution
  /** Where this was found: a documentation page's title or address. */
  readonly source: string
}

/** A value read from evidence in its normal form (contracts.md). `line` indexes `Reading.lines`. */
interface FieldBase {
  /** Normal form; null when labelled but unreadable (mosaicked, cut off): never invented. */
  readonly value: string | null
  /** As read, before normalising. */
  readonly text: string
  /** Probability that `value` is right, 0-1: the lowest of its characters', lowered where a format is broken. */
  readonly confidence: number
  readonly box: Box
  readonly frameMs: number | null
  readonly untilMs?: number
  readonly line: number
  /** The label it stood beside, as read; null when found by its shape alone. */
  readonly label: string | null
  readonly unreadable?: true
}

export interface NumberField extends FieldBase {
  readonly type: 'order-number' | 'payment-number' | 'refund-number' | 'card-key'
}
export interface ErrorCodeField extends FieldBase {
  readonly type: 'error-code'
  /** Null when no lexicon entry or grammar knows it. */
  readonly code: CodeMeaning | null
}
export interface TimestampField extends FieldBase {
  readonly type: 'timestamp'
  readonly clock: 'page' | 'status-bar'
  readonly role: TimestampRole
}
export interface AmountField extends FieldBase {
  readonly type: 'amount'
  /** ISO 4217, CNY when ¥, 元 or nothing is printed. */
  readonly currency: string
}

export type Field = NumberField | ErrorCodeField | TimestampField | AmountField
