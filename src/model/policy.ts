import type { NoticeWay } from './notice.js'

/** Every number a platform may set; defaults, ranges and their sources stand in `judge/default-policy`. */
export interface Policy {
  /** `name@version`: a verdict names the version it was made under. */
  readonly version: string
  /** IANA name of the rules' time zone. */
  readonly timeZone: string
  readonly windows: {
    readonly filingDays: number
    readonly supplementDays: number
    readonly merchantAnswerHours: number
    readonly arbitrationDays: number
    readonly appealDays: number
    readonly deliveryDeadlineHours: number
    readonly stockQuestionHours: number
  }
  readonly trust: {
    readonly high: {
      readonly minCreditScore: number
      readonly minAccountAgeDays: number
      readonly minCompletedOrders: number
      readonly maxRefunds90d: number
      readonly maxUpheldAgainst365d: number
    }
    readonly low: {
      readonly belowCreditScore: number
      readonly belowAccountAgeDays: number
      readonly fromRefunds90d: number
      readonly fromUpheldAgainst365d: number
    }
  }
  readonly instant: {
    readonly enabled: boolean
    readonly capFen: number
  }
  readonly score: {
    /** Prior probability that a claim is bad, by trust tier. */
    readonly priorBad: { readonly high: number; readonly ordinary: number; readonly low: number }
    readonly weights: { readonly strong: number; readonly medium: number; readonly weak: number }
    /** Highest p(bad) at which the machine may pay at all. */
    readonly maxBadForPayment: number
  }
  readonly money: {
    readonly reviewCostFen: number
    readonly delayCostFen: number
    /** Share of a wrong payment that is recovered, 0-1. */
    readonly recovery: number
  }
  readonly match: {
    /** Natural-log likelihood ratio against the best reading above which an expected value counts as matching. */
    readonly minLogRatio: number
    /** Confidence from which a read value that differs counts as really different. */
    readonly differsFromConfidence: number
    /** Perceptual-hash distance in bits (of 1023) up to which two pictures are the same shot. */
    readonly sameShotBits: number
  }
  /** What a recording may be at most. */
  readonly recording: {
    readonly maxBytes: number
    readonly maxDurationSeconds: number
    /** Width times height. */
    readonly maxPixels: number
    readonly maxFrames: number
  }
  /** How long things are kept after the case is closed. */
  readonly retention: {
    readonly evidenceDays: number
    readonly readingsDays: number
    readonly keysDays: number
    readonly recordYears: number
  }
  /** How buyers and merchants are told, beside the platform's own webhook. */
  readonly notices: {
    readonly ways: readonly NoticeWay[]
    /** `HH:MM` in the policy's zone; the same as `quietUntil`: no quiet hours. */
    readonly quietFrom: string
    readonly quietUntil: string
  }
}
