import type { Buyer } from '../../model/buyer.js'
import type { GatheredSheet } from '../../pipeline/gather-sheet.js'
import { compareOrder } from '../../report/sheet/compare-order.js'
import { listContradictions } from '../../report/sheet/list-contradictions.js'
import { listNeighbours } from '../../report/sheet/list-neighbours.js'
import { listWaterfall } from '../../report/sheet/list-waterfall.js'
import { pickDecisive } from '../../report/sheet/pick-decisive.js'
import type { Speech } from '../../report/sheet/place-seen.js'
import { showChallenge } from '../../report/sheet/show-challenge.js'
import { adviseOn, showPiece } from '../../report/sheet/show-piece.js'
import { tieRing } from '../../report/sheet/tie-ring.js'
import type { Caller } from '../parts.js'
import { hiderFor, showCase, showEvidence, showMove } from './show-case.js'
import { showOrder } from './show-order.js'

type Language = 'zh' | 'en'

/** A case's sheet; card keys of its order and of its evidence are masked without the scope `keys:reveal`. */
export function showSheet(sheet: GatheredSheet, caller: Caller, language: Language) {
  const { row, order, evidence, pieces, verdict, caseFile, seen, others, audit } = sheet
  const hide = hiderFor(caller, sheet.keys)
  const speech: Speech = { say: (sentence) => sentence[language], hide }
  const signals = verdict?.verdict.signals ?? []
  const { evidence: _, ...shown } = showCase({ row, order, evidence, verdict }, caller, language)
  return {
    case: shown,
    order: order && showOrder(order, caller),
    decisive: pickDecisive(signals, pieces, speech),
    comparison: compareOrder(caseFile, pieces, speech),
    waterfall: verdict && listWaterfall(verdict.verdict, verdict.judgedBy.policy, pieces, speech),
    contradictions: listContradictions(signals, caseFile, pieces, speech),
    evidence: evidence.map((piece, at) =>
      showSheetPiece(piece, pieces[at]?.examined ?? null, speech, { caller, challenges: sheet.challenges }),
    ),
    neighbours: listNeighbours(seen, { buyerId: row.buyerId, pieces }, others, speech),
    ring: tieRing({ row, order }, tiedTo(sheet), seen, speech),
    buyer: showBuyer(sheet),
    merchant: showMerchant(sheet, hide),
    timeline: sheet.timeline.map((move) => showMove(move, order, caller, language)),
    audit: audit && [...audit],
  }
}

function showSheetPiece(
  piece: GatheredSheet['evidence'][number],
  examined: GatheredSheet['pieces'][number]['examined'],
  speech: Speech,
  { caller: { scopes }, challenges }: { readonly caller: Caller; readonly challenges: GatheredSheet['challenges'] },
) {
  return {
    ...showEvidence(piece, speech.hide),
    reading: examined && showPiece(examined, speech, scopes.has('keys:reveal')),
    challenge: examined && piece.side === 'buyer' ? showChallenge(challenges, { piece: examined, at: piece.createdAt }, speech) : null,
    advice: adviseOn({ quality: examined?.reading.quality ?? [], fault: piece.fault }, speech),
  }
}

/** Cases that brought the same, then the others of the buyer. */
function tiedTo({ row, others, buyerCases }: GatheredSheet) {
  const ofBuyer = buyerCases.filter((one) => one.row.id !== row.id && !others.has(one.row.id))
  return [...others.values(), ...ofBuyer]
}

function showBuyer({ row, order, verdict, buyerCases, refundedFen365d }: GatheredSheet) {
  return {
    id: row.buyerId,
    tier: verdict?.verdict.trustTier ?? null,
    // Where another claims, the record is that of the order's owner.
    record: order?.buyer?.id === row.buyerId ? recordOf(order.buyer) : null,
    cases: buyerCases.map(({ row: one, order: its }) => ({
      id: one.id,
      at: one.createdAt,
      reason: one.claim.reason,
      orderNumber: one.orderNumber,
      amountFen: its?.order.amountFen ?? null,
      state: one.state,
      outcome: one.outcome,
      result: one.result,
    })),
    refundedFen365d,
  }
}

function recordOf({ creditScore, accountAgeDays, completedOrders, refunds90d, upheldAgainst365d, deviceId }: Buyer) {
  return { creditScore, accountAgeDays, completedOrders, refunds90d, upheldAgainst365d, deviceId }
}

function showMerchant({ row, order, merchant }: GatheredSheet, hide: (text: string) => string) {
  if (!order || !merchant) return null
  const answer = row.merchantAnswer ?? order.order.merchantAnswer
  return {
    id: order.order.merchantId,
    answer: answer?.state ?? null,
    words: answer && hide(answer.words),
    at: answer?.at ?? null,
    casesOpen: merchant.open,
    objections90d: merchant.objections,
  }
}
