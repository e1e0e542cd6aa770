import { maskKey } from '../judge/mask-key.js'
import { readGoods } from '../judge/read-goods.js'
import type { Sentence } from '../model/field.js'
import type { Order } from '../model/order.js'
import type { Deletable, DeletionRows } from '../ports/store/deletions.js'
import { maskKeys } from '../report/mask-keys.js'

type Change = Parameters<DeletionRows['rewrite']>[1]

/** What a case keeps after a deletion: the trade record, outcome, rule and signal codes always stay. */
export function stripCase(what: Deletable): Change {
  return strips[what]
}

/** An order whose keys can no longer be used. What they were taken for stays: a key that is gone must not look like goods that never came. */
export function stripKeys(order: Order): Order {
  return { ...order, deliveredKeys: order.deliveredKeys.map(stripKey), notes: [], merchantAnswer: silence(order) }
}

/** An order that names nobody. */
export function stripBuyer(order: Order): Order {
  return {
    ...order,
    merchantContact: null,
    paymentNumber: null,
    merchantOrderNumber: null,
    payments: order.payments.map((payment) => ({ ...payment, number: '' })),
  }
}

/** Stands for a buyer who is no longer named. */
const nobody = 'deleted'

const gone: Sentence = { zh: '内容已按保存期限删除。', en: 'The words were deleted after their time.' }
/** Of an event, what tells in words. */
const wordy: ReadonlySet<string> = new Set(['because', 'explanation', 'ask', 'seenIn', 'words', 'statement'])

const same: Change = { claim: (claim) => claim, verdict: (kept) => kept, event: (data) => data }

const strips: Readonly<Record<Deletable, Change>> = {
  evidence: {
    ...same,
    verdict: ({ verdict, judgedBy }) => ({
      verdict: { ...verdict, signals: verdict.signals.map(({ at: _, ...signal }) => ({ ...signal, seenIn: [] })) },
      judgedBy: { ...judgedBy, evidence: judgedBy.evidence.map((piece) => ({ ...piece, file: piece.evidenceId })) },
    }),
  },
  readings: {
    claim: (claim) => ({ ...claim, statement: '' }),
    verdict: ({ verdict, judgedBy }) => ({
      verdict: {
        ...verdict,
        signals: verdict.signals.map((signal) => ({ ...signal, because: gone })),
        completeness: { ...verdict.completeness, missing: verdict.completeness.missing.map((link) => ({ ...link, ask: gone })) },
      },
      judgedBy: { ...judgedBy, claim: { ...judgedBy.claim, statement: '' }, seenBefore: [] },
    }),
    event: withoutWords,
    silences: true,
  },
  keys: {
    ...same,
    verdict: ({ verdict, judgedBy }) => ({ verdict, judgedBy: { ...judgedBy, order: judgedBy.order && stripKeys(judgedBy.order) } }),
  },
  record: {
    claim: (claim) => ({ ...claim, buyerId: nobody }),
    verdict: ({ verdict, judgedBy }) => ({
      verdict: { ...verdict, payouts: verdict.payouts.map((payout) => ({ ...payout, paymentNumber: null })) },
      judgedBy: {
        ...judgedBy,
        claim: { ...judgedBy.claim, buyerId: nobody },
        buyer: null,
        order: judgedBy.order && stripBuyer(judgedBy.order),
      },
    }),
    event: (data) => (isRecord(data) && 'buyerId' in data ? { ...data, buyerId: nobody, reference: null } : data),
    unlink: true,
  },
}

function stripKey(text: string): string {
  const { is, tokens } = readGoods(text)
  return is === 'key' ? maskKey(tokens[0] ?? text) : maskKeys(tokens)(text)
}

function silence({ merchantAnswer }: Order): Order['merchantAnswer'] {
  return merchantAnswer && { ...merchantAnswer, words: '' }
}

function withoutWords(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(withoutWords)
  if (!isRecord(data)) return data
  return Object.fromEntries(Object.entries(data).flatMap(([name, value]) => (wordy.has(name) ? [] : [[name, withoutWords(value)]])))
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
