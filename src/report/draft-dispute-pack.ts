import type { Order } from '../model/order.js'
import type { Signal } from '../model/signal.js'
import type { Verdict } from '../model/verdict.js'
import { maskKeys } from './mask-keys.js'

/** What a channel takes as an answer to a complaint: at most 4 pictures and 200 characters. */
export interface DisputePack {
  /** Chinese, in whole sentences, card keys masked. */
  readonly words: string
  /** The most telling pieces first: the file as it is named in the verdict, and why it was chosen. */
  readonly pictures: readonly { readonly file: string; readonly because: string }[]
}

const mostPictures = 4
const mostCharacters = 200

/** Drafts the answer to a channel's complaint from the order's record and what the latest verdict saw; a person sends it. */
export function draftDisputePack(order: Order, { signals }: Pick<Verdict, 'signals'>): DisputePack {
  const hide = maskKeys(order.deliveredKeys)
  // What is only said (weight 0) proves nothing to a stranger.
  const telling = signals.filter(({ weight }) => weight > 0).sort((left, right) => right.weight - left.weight)
  return {
    words: joinWhole([describeOrder(order), ...telling.map(({ because }) => because.zh)].map(hide)),
    pictures: choosePictures(telling, hide),
  }
}

function describeOrder({ number, amountFen, paidAt, deliveredAt, refundedFen }: Order): string {
  const delivered = deliveredAt === null ? '未发货' : `${minute(deliveredAt)} 发货`
  const refunded = refundedFen > 0 ? `，已退 ${yuan(refundedFen)} 元` : ''
  return `订单 ${number}，${yuan(amountFen)} 元，${paidAt === null ? '未付款' : `${minute(paidAt)} 付款`}，${delivered}${refunded}。`
}

/** As many whole sentences as fit, in their order; the first is cut when it alone is too long. */
function joinWhole(sentences: readonly string[]): string {
  let words = ''
  for (const sentence of sentences) {
    if (countCharacters(words) + countCharacters(sentence) <= mostCharacters) words += sentence
  }
  return words === '' ? [...(sentences[0] ?? '')].slice(0, mostCharacters).join('') : words
}

function countCharacters(text: string): number {
  return [...text].length
}

/** Each file once, by the strongest thing it shows. */
function choosePictures(telling: readonly Signal[], hide: (text: string) => string): DisputePack['pictures'] {
  const chosen = new Map<string, string>()
  for (const { seenIn, because } of telling) {
    for (const file of seenIn) if (!chosen.has(file)) chosen.set(file, hide(because.zh))
  }
  return [...chosen].slice(0, mostPictures).map(([file, because]) => ({ file, because }))
}

/** As the record writes it, to the minute. */
function minute(at: string): string {
  return at.slice(0, 16).replace('T', ' ')
}

function yuan(amountFen: number): string {
  return `${Math.floor(amountFen / 100)}.${String(amountFen % 100).padStart(2, '0')}`
}
