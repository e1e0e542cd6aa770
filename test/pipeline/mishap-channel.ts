import { Fault } from '../../src/errors.js'
import type { PaymentChannel, RefundAnswer, RefundRequest, TradeState } from '../../src/ports/payments.js'

/** What may happen to one question. `lost-before`: it never arrived; `lost-after`: it did, and the answer was lost. */
export const mishaps = ['none', 'none', 'lost-before', 'lost-after', 'wrong-amount', 'slow', 'refused', 'unclear'] as const
export type Mishap = (typeof mishaps)[number]

/** A payment channel with its own books that meets one mishap a question, and none when they are used up. */
export interface MishapChannel extends PaymentChannel {
  /** What was really paid back, by refund number. */
  readonly paid: ReadonlyMap<string, number>
  /** Numbers that were ever heard of. */
  readonly heard: ReadonlySet<string>
  /** Called before and after each question. */
  trade: TradeState
}

export function openMishapChannel(planned: readonly Mishap[], tick: () => void, at: () => string): MishapChannel {
  const left = [...planned]
  const paid = new Map<string, number>()
  const heard = new Set<string>()
  const slow = new Map<string, number>()
  const refused = new Set<string>()
  const answerFor = (number: string, mishap: Mishap): RefundAnswer => {
    if (refused.has(number)) return { is: 'failed', final: true, code: 'NOT_ENOUGH', words: '余额不足' }
    const fen = paid.get(number)
    if (fen === undefined) return { is: 'accepted', channelRefundNumber: `chan-${number}` }
    return { is: 'succeeded', at: at(), channelRefundNumber: `chan-${number}`, refundedFen: mishap === 'wrong-amount' ? fen + 1 : fen }
  }
  const around = async <Answer>(work: (mishap: Mishap) => Answer): Promise<Answer> => {
    tick()
    const mishap = left.shift() ?? 'none'
    if (mishap === 'lost-before') throw new Fault('payment-channel-unavailable', 'no answer')
    const answer = work(mishap)
    tick()
    if (mishap === 'lost-after') throw new Fault('payment-channel-unavailable', 'no answer')
    if (mishap === 'unclear') throw new Fault('payment-answer-unclear', 'bad signature')
    return answer
  }
  const send = ({ refundNumber: number, amountFen }: RefundRequest, mishap: Mishap): RefundAnswer => {
    if (!heard.has(number)) {
      heard.add(number)
      if (mishap === 'refused') refused.add(number)
      else if (mishap === 'slow') slow.set(number, amountFen)
      else paid.set(number, amountFen)
    }
    return answerFor(number, mishap)
  }
  const channel: MishapChannel = {
    paid,
    heard,
    trade: { state: 'paid', totalFen: null, refundedFen: null },
    acknowledgement: 'success',
    refund: (request) => around((mishap) => send(request, mishap)),
    queryRefund: ({ refundNumber: number }) =>
      around((mishap) => {
        const fen = slow.get(number)
        if (fen !== undefined && mishap !== 'slow') {
          slow.delete(number)
          paid.set(number, fen)
        }
        return heard.has(number) ? answerFor(number, mishap) : { is: 'not-found' as const }
      }),
    queryTrade: () => around(() => channel.trade),
    parseNotice: async () => {
      throw new Fault('notice-refused', 'none are sent here')
    },
  }
  return channel
}
