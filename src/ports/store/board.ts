/** From inclusive, until exclusive; ISO 8601 with offset. */
export interface BoardSpan {
  readonly from: string
  readonly until: string
}

/** How long first results took that one kind of decider gave, from the claim on. */
export interface DecisionTimes {
  readonly by: 'machine' | 'person'
  readonly cases: number
  readonly medianMs: number
  /** 95 of a hundred took at most so long. */
  readonly p95Ms: number
  /** How often the buyer was asked for more before them, in all. */
  readonly asks: number
}

/** Appeals that were decided, by who had given the first result. */
interface AppealCount {
  readonly against: 'machine' | 'person'
  readonly decided: number
  /** Of them, those that changed the result. */
  readonly overturned: number
}

interface RefundCounts {
  readonly paid: readonly { readonly by: 'machine' | 'person'; readonly refunds: number; readonly amountFen: number }[]
  readonly failed: number
  /** Payments that were decided and then held back. */
  readonly held: number
  /** As it stands now: sent, not settled, and a person was told. */
  readonly stuck: number
}

/** Cases that came to people in one hour of a weekday of the span. */
interface LoadCell {
  /** 1 is Monday. */
  readonly weekday: number
  /** 0 to 23. */
  readonly hour: number
  readonly arrived: number
  /** From the arrival to a person's decision; null when none was decided yet. */
  readonly medianAnswerMs: number | null
}

interface ReviewerFigures {
  /** Who stands in the timeline as the decider. */
  readonly reviewer: string
  readonly decided: number
  /** Decisions that asked the buyer for more. */
  readonly asked: number
  /** From taking the case to deciding it; null when none was taken first. */
  readonly medianMs: number | null
  /** First results of this reviewer that an appeal changed in the span. */
  readonly overturned: number
}

/** Audited automatic payments whose verdict had a confidence within one bin. */
interface ReliabilityBin {
  /** The first bin is 0, below the lowest edge. */
  readonly bin: number
  readonly audited: number
  readonly right: number
  readonly meanConfidence: number
}

/** Figures over a platform's cases and money. A case counts by the time of the move that is counted. */
export interface BoardRows {
  /**
   * First results of the span: the first time that a payment or a refusal was decided. A payment that was held back at
   * once was not decided.
   */
  decisionTimes(span: BoardSpan): Promise<readonly DecisionTimes[]>
  appeals(span: BoardSpan): Promise<readonly AppealCount[]>
  refunds(span: BoardSpan): Promise<RefundCounts>
  /** By the hours of an IANA time zone; hours in which nothing came are left out. */
  load(span: BoardSpan, timeZone: string): Promise<readonly LoadCell[]>
  /** Most decided first. */
  reviewers(span: BoardSpan): Promise<readonly ReviewerFigures[]>
  /** Every automatic payment that was audited before then. */
  audits(until: string): Promise<{ readonly audited: number; readonly wrong: number }>
  /** The same by confidence; `edges` go up. Verdicts of before confidence was kept are left out. */
  reliability(until: string, edges: readonly number[]): Promise<readonly ReliabilityBin[]>
}
