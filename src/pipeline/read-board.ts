import { boundWrongShare } from '../act/bound-wrong-share.js'
import type { BoardRows, BoardSpan, DecisionTimes } from '../ports/store/board.js'
import type { PlatformRows } from '../ports/store.js'
import { platformPolicy } from './policy-for.js'

interface Board extends BoardSpan {
  readonly timeZone: string
  readonly decisions: {
    readonly cases: number
    /** Null, as the next, where nothing was decided. */
    readonly automaticShare: number | null
    readonly asksPerCase: number | null
    readonly times: readonly DecisionTimes[]
  }
  readonly appeals: Answer<'appeals'>
  readonly refunds: Answer<'refunds'>
  readonly load: Answer<'load'>
  readonly reviewers: Answer<'reviewers'>
  readonly certified: Answer<'audits'> & ReturnType<typeof boundWrongShare> & { readonly bearableShare: number }
  readonly reliability: readonly {
    readonly fromConfidence: number
    readonly untilConfidence: number
    readonly audited: number
    readonly right: number
    readonly meanConfidence: number
    readonly rightShare: number
    readonly lowestRightShare: number
  }[]
}

type Answer<Name extends keyof BoardRows> = Awaited<ReturnType<BoardRows[Name]>>

/** How a platform does: the figures of a span, what audits prove by its end, and the load by the hours of the rules' zone (rule 5.10). */
export async function readBoard({ board, policies }: Pick<PlatformRows, 'board' | 'policies'>, span: BoardSpan): Promise<Board> {
  const { exposure, timeZone } = await platformPolicy({ policies }, span.until)
  const times = await board.decisionTimes(span)
  const { audited, wrong } = await board.audits(span.until)
  return {
    ...span,
    timeZone,
    decisions: sumDecisions(times),
    appeals: await board.appeals(span),
    refunds: await board.refunds(span),
    load: await board.load(span, timeZone),
    reviewers: await board.reviewers(span),
    certified: { audited, wrong, bearableShare: exposure.maxWrongShare, ...boundWrongShare(audited, wrong, exposure.maxWrongShare) },
    reliability: (await board.reliability(span.until, confidenceEdges)).map(({ bin, right, ...counted }) => ({
      fromConfidence: bin === 0 ? 0 : (confidenceEdges[bin - 1] ?? 0),
      untilConfidence: confidenceEdges[bin] ?? 1,
      ...counted,
      right,
      rightShare: right / counted.audited,
      // Of so few, this much may be wrong of all, 95% sure.
      lowestRightShare: 1 - boundWrongShare(counted.audited, counted.audited - right, exposure.maxWrongShare).upperShare,
    })),
  }
}

/** Automatic payments lie near 1, so the bins grow narrow there. */
const confidenceEdges = [0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995]

function sumDecisions(times: readonly DecisionTimes[]) {
  const cases = sumOf(times.map((one) => one.cases))
  const machine = sumOf(times.filter(({ by }) => by === 'machine').map((one) => one.cases))
  const asks = sumOf(times.map((one) => one.asks))
  return {
    cases,
    automaticShare: cases === 0 ? null : machine / cases,
    asksPerCase: cases === 0 ? null : asks / cases,
    times,
  }
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}
