import type { CaseFile } from '../model/case.js'
import type { ClaimReason } from '../model/claim.js'
import type { Examined, PhraseSays } from '../model/examined.js'
import type { Signal, SignalCode } from '../model/signal.js'
import { type Chain, isOwnPage, isUnreadable } from './check-chain.js'
import { makeSignal, type Place } from './make-signal.js'
import type { PieceMatch } from './match-order.js'
import { phrasesOn } from './phrases-on.js'
import { latestOf, pieceTimes } from './piece-times.js'
import { weighCodes } from './weigh-codes.js'

type Say = (code: SignalCode, places: readonly Place[], zh: string, en: string) => void

/** Says what the evidence shows of the failure, what third parties say of it, and how good the evidence is. */
export function weighEvidence(caseFile: CaseFile, matches: readonly PieceMatch[], chain: Chain): readonly Signal[] {
  const signals: Signal[] = []
  const say: Say = (code, places, zh, en) => {
    if (places.length > 0) signals.push(makeSignal(caseFile.policy, code, { zh, en }, places))
  }
  const usable = matches.filter(({ ofAnotherOrder }) => !ofAnotherOrder).map(({ piece }) => piece)
  weighFailure(say, caseFile, usable, chain)
  weighThirdParty(say, caseFile, usable, chain)
  weighQuality(say, caseFile, matches, chain)
  return [...signals, ...weighCodes(caseFile, usable)]
}

const failureReasons: readonly ClaimReason[] = ['activation-failed', 'key-invalid', 'key-already-used', 'top-up-not-received']

/** Whether the claim says that something failed, so that a success contradicts it. */
function claimsFailure({ claim }: CaseFile): boolean {
  return failureReasons.includes(claim.reason)
}

function weighFailure(say: Say, caseFile: CaseFile, pieces: readonly Examined[], chain: Chain): void {
  const failures = pieces.filter((piece) => piece.shows === 'failure' && isOwnPage(piece))
  say('failure-shown', failures, '证据画面显示操作失败。', 'The evidence shows the failure.')
  if (failures.length > 0 && chain.missing.some(({ link }) => link === 'tie-to-order'))
    say(
      'failure-not-tied-to-order',
      failures,
      '失败画面上没有订单号或卡密，无法与这笔订单对应。',
      'Neither order number nor key stands with the failure: nothing ties it to this order.',
    )
  if (!claimsFailure(caseFile)) return
  const lastFailure = Math.max(...failures.map((piece) => seenMs(piece, caseFile) ?? Number.NEGATIVE_INFINITY))
  const successes = pieces.filter((piece) => {
    const atMs = seenMs(piece, caseFile)
    return piece.shows === 'success' && isOwnPage(piece) && !(atMs !== null && lastFailure > atMs)
  })
  const words = successes.flatMap(({ phrases }) => phrases).find(({ says }) => says === 'success')?.text
  say(
    'success-shown',
    successes,
    `买家称失败，证据画面却显示成功${words ? `：「${words}」` : ''}。`,
    `The claim is of a failure, the evidence shows success${words ? `: "${words}"` : ''}.`,
  )
}

function seenMs(piece: Examined, { policy, claim }: CaseFile): number | null {
  const notAfterMs = Date.parse(piece.uploadedAt ?? claim.submittedAt)
  return latestOf(pieceTimes(piece, policy.timeZone, notAfterMs), ['clock', 'failed', 'other'])
}

function weighThirdParty(say: Say, caseFile: CaseFile, pieces: readonly Examined[], chain: Chain): void {
  const saying = (says: PhraseSays, among: readonly Examined[]) =>
    among.flatMap(({ file, phrases }) =>
      phrases.filter((phrase) => phrase.says === says && phrase.confidence >= 0.5).map(({ text, box }) => ({ file, box, text })),
    )
  const official = pieces.filter(({ phrases }) => !phrases.some(({ says }) => says === 'private-contact'))
  const proofs = chain.proofs.map(({ piece }) => piece)
  const confirms = saying('support-confirms-fault', proofs)
  say(
    'support-confirms-fault',
    confirms,
    `官方客服确认问题在商品一方：「${confirms[0]?.text}」。`,
    `Official support confirms the fault: "${confirms[0]?.text}".`,
  )
  const blames = saying('support-blames-buyer', official)
  say(
    'support-blames-buyer',
    blames,
    `官方客服认为是买家操作或使用所致：「${blames[0]?.text}」。`,
    `Official support puts it down to the buyer: "${blames[0]?.text}".`,
  )
  const contacts = saying('private-contact', pieces)
  say(
    'private-contact',
    contacts,
    `聊天对象是私人联系方式，不是官方客服：「${contacts[0]?.text}」。`,
    `The chat is with a private contact, not with official support: "${contacts[0]?.text}".`,
  )
  const bad = saying('licence-bad', proofs)
  say('licence-status-bad', bad, `授权状态查询显示异常：「${bad[0]?.text}」。`, `The licence status page shows a fault: "${bad[0]?.text}".`)
  const good = claimsFailure(caseFile)
    ? saying(
        'licence-good',
        pieces.map((piece) => ({ ...piece, phrases: phrasesOn(piece, 'licence-status') })),
      )
    : []
  say(
    'licence-status-good',
    good,
    `买家称失败，授权状态查询却显示正常：「${good[0]?.text}」。`,
    `The claim is of a failure, the licence status page shows none: "${good[0]?.text}".`,
  )
}

function weighQuality(say: Say, { evidence }: CaseFile, matches: readonly PieceMatch[], chain: Chain): void {
  const unreadable = evidence.filter((piece) => isUnreadable(piece, matches))
  const faults = [...new Set(unreadable.flatMap(({ fault }) => (fault ? [fault.title] : [])))].join('; ')
  say(
    'evidence-unreadable',
    unreadable,
    `有 ${unreadable.length} 份证据无法读出内容${faults ? `(${faults})` : ''}。`,
    `${unreadable.length} piece(s) of evidence cannot be read${faults ? ` (${faults})` : ''}.`,
  )
  const redacted = matches.flatMap(({ piece: { file, fields } }) =>
    fields.filter((field) => field.unreadable === true).map((field) => ({ file, box: field.box })),
  )
  const covered = chain.redacted.flatMap(({ file, reading }) => reading.obscured.map((box) => ({ file, box })))
  say(
    'evidence-redacted',
    [...redacted, ...covered],
    '图中有被遮挡而读不出的内容。',
    'Something in the picture is covered and cannot be read.',
  )
  const poor = matches
    .map(({ piece }) => piece)
    .filter((piece) => piece.reading.quality.length > 0 && !unreadable.some(({ file }) => file === piece.file))
  say('evidence-poor', poor, '图片质量较差（过小、模糊或被裁剪）。', 'The picture is of poor quality: too small, blurred or cropped.')
}
