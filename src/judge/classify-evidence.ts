import type { EvidenceKind, Shows } from '../model/evidence.js'
import type { Classified, Phrase } from '../model/examined.js'
import type { Field } from '../model/field.js'
import type { Reading } from '../model/reading.js'
import { describePage, type PageShape } from './describe-page.js'
import { kindCues } from './kind-cues.js'
import { readState, shareOfLine } from './read-state.js'

/** What a still, or one screen of a recording, is, how surely (0-1, a softmax over scored cues), and what it shows. */
export function classifyEvidence(reading: Reading, fields: readonly Field[], allPhrases: readonly Phrase[]): Classified {
  const page = describePage(reading)
  // where goods are sold, a sentence about failures is a note; a state stands alone
  const isShop = selling.test(page.text)
  const phrases = isShop ? allPhrases.filter((phrase) => shareOfLine(phrase, reading) > 0.5) : allPhrases
  const state = stateOf(reading, page, fields, phrases)
  const [kind, kindConfidence] = likeliest(scoreKinds(reading, page, fields, phrases, state))
  return { kind, kindConfidence, shows: showsOf(kind, state, reading, phrases) }
}

/** Receipts and conversations report; they are not the screen on which something failed or worked. A top-up's own order page may be. */
export const reports: ReadonlySet<EvidenceKind> = new Set(['payment-receipt', 'support-chat', 'merchant-promise'])

function showsOf(kind: EvidenceKind, state: Shows, reading: Reading, phrases: readonly Phrase[]): Shows {
  if (reports.has(kind)) return 'neither'
  if (kind === 'order-page') {
    return readState(
      reading,
      phrases.filter((phrase) => shareOfLine(phrase, reading) > 0.5),
    )
  }
  if (kind !== 'licence-status') return state
  // what a status page says of a key is no attempt that failed
  const ofTheKey = linesOf(phrases, 'licence-bad')
  return readState(
    reading,
    phrases.filter((phrase) => !ofTheKey.has(phrase.line)),
  )
}

const selling = /立即购买|加入购物车|前往选购|点击购买|库存|销量|buy now|add to cart/

function linesOf(phrases: readonly Phrase[], says: Phrase['says']): ReadonlySet<number> {
  return new Set(phrases.filter((phrase) => phrase.says === says).map((phrase) => phrase.line))
}

/** What the phrases say; where they say nothing, an error code that no help text explains is a failure. */
function stateOf(reading: Reading, page: PageShape, fields: readonly Field[], phrases: readonly Phrase[]): Shows {
  const state = readState(reading, phrases)
  const isShown = state === 'neither' && page.chatScore <= 0 && !page.statesClaim
  return isShown && fields.some((field) => field.type === 'error-code' && !page.helpLines.has(field.line)) ? 'failure' : state
}

/** Whether a phrase is a line of its own in larger print than most. */
function isHeadline(phrase: Phrase, reading: Reading): boolean {
  const heights = reading.lines.map((line) => line.box[3]).sort((a, b) => a - b)
  const usual = heights[heights.length >> 1] ?? 0
  return shareOfLine(phrase, reading) > 0.6 && phrase.box[3] > usual * 1.15
}

type Scores = Record<EvidenceKind, number>

function scoreKinds(reading: Reading, page: PageShape, fields: readonly Field[], phrases: readonly Phrase[], state: Shows): Scores {
  const scores: Scores = {
    'order-page': 0,
    'payment-receipt': 0,
    'activation-failure': -1.2,
    'activation-recording': Number.NEGATIVE_INFINITY,
    'support-chat': page.chatScore * 1.3 + 1.2,
    'licence-status': 0,
    'merchant-promise': -1,
    other: 1.9,
  }
  for (const { kind, wording, weight } of kindCues) if (wording.test(page.text)) scores[kind] += weight
  const count = (says: Phrase['says']): number => phrases.filter((phrase) => phrase.says === says).length
  const codes = fields.filter((field) => field.type === 'error-code').length
  const ofTheKey = linesOf(phrases, 'licence-bad')
  // what is bad about a key may be an attempt that failed or the answer to a question
  const attempts = phrases.filter((phrase) => phrase.says === 'failure' && !ofTheKey.has(phrase.line)).length
  const failed = attempts > 0 || state === 'failure'
  scores['activation-failure'] +=
    (attempts > 0 || (codes > 0 && failed) ? 3.2 : failed ? 2 : 0) + (attempts > 1 ? 0.4 : 0) + (codes > 0 ? 1.4 : 0)
  if (state === 'success') scores['activation-failure'] -= 2.5
  if (phrases.some((phrase) => phrase.says === 'failure' && isHeadline(phrase, reading))) scores['activation-failure'] += 1
  // a dialog says little besides
  if (failed && reading.lines.length < 16) scores['activation-failure'] += 0.8
  const statuses = Math.min(count('licence-bad') + count('licence-good'), 2)
  scores['licence-status'] += 0.9 * statuses - (attempts > 0 ? 1 : 0)
  if (fields.some((field) => field.type === 'payment-number')) scores['payment-receipt'] += 1.2
  if (fields.some((field) => field.type === 'order-number')) scores['order-page'] += 0.6
  scoreConversation(scores, page, count)
  return scores
}

function scoreConversation(scores: Scores, page: PageShape, count: (says: Phrase['says']) => number): void {
  if (page.chatScore <= 0) {
    // without turns of speech a support desk is only named
    scores['support-chat'] = Math.min(scores['support-chat'], 0)
    if (count('merchant-promise') > 0) scores['merchant-promise'] += 1.8
    return
  }
  // in conversations orders and bills are talked about and shown as cards
  scores['order-page'] *= 0.5
  scores['payment-receipt'] *= 0.5
  if (page.isOfficialSupport) scores['support-chat'] += 0.8
  if (count('private-contact') > 0) scores['support-chat'] += 1.2
  scores['support-chat'] += 0.8 * Math.min(count('support-confirms-fault') + count('support-blames-buyer'), 2)
  if (count('merchant-promise') > 0) scores['merchant-promise'] += scores['support-chat'] + (page.isOfficialSupport ? 0 : 1.8)
}

const temperature = 0.8

function likeliest(scores: Scores): readonly [EvidenceKind, number] {
  let best: EvidenceKind = 'other'
  for (const [kind, score] of Object.entries(scores) as [EvidenceKind, number][]) if (score > scores[best]) best = kind
  let sum = 0
  for (const score of Object.values(scores)) sum += Math.exp((score - scores[best]) / temperature)
  return [best, 1 / sum]
}
