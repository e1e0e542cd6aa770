import type { CaseLife } from '../../../model/case-life.js'
import type { MerchantAnswer } from '../../../model/order.js'
import type { cases } from '../case-tables.js'
import type { PlatformContext } from '../rows-context.js'

type Stored = typeof cases.$inferSelect

/** Where a case's life stands, as its row keeps it; the merchant's words are sealed. */
export function readLife({ vault }: PlatformContext, stored: Stored): CaseLife {
  const { state, result, deadlineAt, remindAt, holder, firstDecider, appealUsed, escalations, rested } = stored
  const { disputeOpen, freshPieces, payingFen, payingInFull, paidFen, merchantAnswer, moves } = stored
  return {
    state,
    result,
    deadlineAt,
    remindAt,
    holder,
    firstDecider,
    appealUsed,
    escalations,
    rested,
    disputeOpen,
    freshPieces,
    paying: payingFen === null ? null : { amountFen: payingFen, isFull: payingInFull === true },
    paidFen,
    merchantAnswer: merchantAnswer && vault.unseal<MerchantAnswer>(`merchant answer ${stored.id}`, merchantAnswer),
    moves,
  }
}

/** The merchant's answer as its column keeps it. */
export function sealAnswer({ vault }: PlatformContext, caseId: string, answer: MerchantAnswer): Uint8Array {
  return vault.seal(`merchant answer ${caseId}`, answer)
}

/** The columns of a life. */
export function writeLife(context: PlatformContext, caseId: string, life: CaseLife): Partial<Stored> {
  const { paying, merchantAnswer, rested, ...plain } = life
  return {
    ...plain,
    rested: [...rested],
    payingFen: paying?.amountFen ?? null,
    payingInFull: paying?.isFull ?? null,
    merchantAnswer: merchantAnswer && sealAnswer(context, caseId, merchantAnswer),
  }
}
