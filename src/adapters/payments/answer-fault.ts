import { Fault } from '../../errors.js'
import type { PaymentNumbers } from '../../ports/payments.js'

/** No answer came, or one that says the channel cannot work now: nobody knows whether money moved. `words` hold no secret. */
export function unavailable(words: string): Fault {
  return new Fault('payment-channel-unavailable', words)
}

/** An answer came that is not to be believed: nobody knows whether money moved. `words` hold no secret. */
export function unclear(words: string): Fault {
  return new Fault('payment-answer-unclear', words)
}

/** A code as a channel sends it, safe to be shown and logged. */
export function safeCode(code: unknown): string {
  return String(code)
    .replace(/[^\w.-]/g, '')
    .slice(0, 64)
}

/** Throws `payment-answer-unclear` when the answer speaks of another payment than was asked about. */
export function checkPayment(ask: PaymentNumbers, paymentNumber: unknown, merchantOrderNumber: unknown): void {
  const isSame = ask.paymentNumber === null ? merchantOrderNumber === ask.merchantOrderNumber : paymentNumber === ask.paymentNumber
  if (!isSame) throw unclear('the answer is about another payment')
}
