import type { BooksCheck } from '../../src/ports/store/ledger.js'
import type { RefundRow } from '../../src/ports/store/refunds.js'
import type { SandboxBooks } from '../../src/sandbox/books.js'

/** What both sides' books say of each other when everything has settled. */
export interface BooksCompared {
  readonly ourFen: number
  readonly channelFen: number
  /** Payments of which the channel gave back more than we meant to. */
  readonly doublePayments: number
  /** Refunds that neither succeeded nor failed. */
  readonly stuck: number
  readonly succeeded: number
  readonly failed: number
  /** In plain words; none when the books agree to the fen and the ledger adds up. */
  readonly differences: readonly string[]
}

/** Holds our refunds and ledger against the channel's books, refund by refund. */
export function compareBooks(ours: readonly RefundRow[], books: SandboxBooks, ledger: readonly BooksCheck[]): BooksCompared {
  const differences = ledger.flatMap(({ problems }) => problems.map((problem) => `ledger: ${problem}`))
  const byNumber = new Map(ours.map((refund) => [refund.number, refund]))
  const theirs = [...books.refunds.values()].filter(({ state }) => state === 'succeeded')
  const moved = new Map(theirs.map((refund) => [refund.refundNumber, refund.amountFen]))
  for (const { refundNumber, amountFen } of theirs) {
    const own = byNumber.get(refundNumber)
    if (!own) differences.push(`${refundNumber}: the channel paid what we do not know`)
    else if (own.state === 'failed') differences.push(`${own.id}: paid by the channel, failed here`)
    else if (own.amountFen !== amountFen) differences.push(`${own.id}: the channel paid ${amountFen}, asked were ${own.amountFen}`)
  }
  for (const { id, number, state } of ours) {
    if (state === 'succeeded' && !moved.has(number)) differences.push(`${id}: succeeded here, not paid by the channel`)
  }
  const sum = (fen: readonly number[]) => fen.reduce((all, one) => all + one, 0)
  const meant = new Map<string, number>()
  for (const { paymentNumber, amountFen } of ours) meant.set(paymentNumber ?? '', (meant.get(paymentNumber ?? '') ?? 0) + amountFen)
  const paid = new Map<string, number>()
  for (const { paymentNumber, amountFen } of theirs) paid.set(paymentNumber, (paid.get(paymentNumber) ?? 0) + amountFen)
  return {
    ourFen: sum(ours.filter(({ state }) => state === 'succeeded').map(({ amountFen }) => amountFen)),
    channelFen: sum(theirs.map(({ amountFen }) => amountFen)),
    doublePayments: [...paid].filter(([payment, fen]) => fen > (meant.get(payment) ?? 0)).length,
    stuck: ours.filter(({ state }) => state !== 'succeeded' && state !== 'failed').length,
    succeeded: ours.filter(({ state }) => state === 'succeeded').length,
    failed: ours.filter(({ state }) => state === 'failed').length,
    differences,
  }
}
