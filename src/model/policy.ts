import type { NoticeWay } from './notice.js'

/** The hours in which a deadline of people runs, on clocks of the policy's zone. */
export interface WorkingCalendar {
  /** 1 is Monday, 7 Sunday. */
  readonly weekdays: readonly number[]
  /** `HH:MM`, from included, until excluded; `24:00` is midnight. */
  readonly from: string
  readonly until: string
  /** `YYYY-MM-DD`. */
  readonly holidays: readonly string[]
  /** Whose deadlines count working time only. */
  readonly countsFor: readonly ('merchant' | 'review')[]
}

/** Every number a platform may set; defaults, ranges and their sources stand in `judge/default-policy`. */
export interface Policy {
  /** `name@version`, with a merchant's laid over it `name@version+name@version`: a verdict names what it was made under. */
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
    readonly reviewHours: number
    readonly holdDays: number
    readonly paymentHours: number
    readonly unansweredHours: number
    readonly remindHours: number
  }
  /** When people work; null: every hour counts. The machine's road never waits for it. */
  readonly calendar: WorkingCalendar | null
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
  /** How people decide (rules of the desk: contracts.md, "The review desk"). */
  readonly review: {
    /** How long a person's decision can be taken back before it is carried out. */
    readonly undoSeconds: number
    /** Payments decided by a person that are above it need a second one. */
    readonly fourEyesFen: number
    /** How long such a payment waits for the second signature. */
    readonly signatureHours: number
    /** Share of people's decisions that a second person looks at blindly. */
    readonly secondLookShare: number
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
    /** What a person's review of one case takes. */
    readonly reviewMinutes: number
  }
  /** What automatic payments may give back at most, whatever the judgement says. */
  readonly exposure: {
    readonly perBuyerDayFen: number
    readonly perDeviceDayFen: number
    readonly perMerchantDayFen: number
    readonly perProductDayFen: number
    /** Of one paying account at a channel; counts where the order names the payer. */
    readonly perPaymentAccountDayFen: number
    readonly perHourFen: number
    readonly perDayFen: number
    /** Share of wrong automatic payments that is bearable: audits that show more trip the breaker. */
    readonly maxWrongShare: number
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

type PartOf<T> = { readonly [K in keyof T]?: T[K] extends object ? PartOf<T[K]> : T[K] }

/** Any part of a policy, to be laid over a whole one. */
export type PolicyPart = PartOf<Policy>
