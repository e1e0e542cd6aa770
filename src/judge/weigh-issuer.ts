import type { CaseFile } from '../model/case.js'
import type { Signal } from '../model/signal.js'
import { makeSignal } from './make-signal.js'
import type { RecordFacts } from './read-record.js'
import { wallClock } from './zone-time.js'

/** What the issuer's answer means for this claim; null when there is none. */
export type IssuerSays = 'used-by-other' | 'used-by-buyer' | 'used-by-unknown' | 'unused' | 'unused-though-claimed-used' | null

/** Reads the issuer's answer, which outranks every picture (trust.md, plain truth 2). Used before delivery cannot be the buyer. */
export function readIssuer(caseFile: CaseFile, record: RecordFacts): IssuerSays {
  const { keyStatus, claim } = caseFile
  // An answer that contradicts itself is held to what it says against paying.
  if (keyStatus.usedBy === 'buyer') return 'used-by-buyer'
  if (keyStatus.state === 'unused' && (keyStatus.usedAt !== null || keyStatus.usedBy === 'other')) return 'used-by-unknown'
  // What was unused before it was handed over may have been used since.
  if (keyStatus.state === 'unused' && askedBeforeDelivery(caseFile, record)) return null
  if (keyStatus.state === 'unused') return claim.reason === 'key-already-used' ? 'unused-though-claimed-used' : 'unused'
  if (keyStatus.state !== 'used') return null
  if (keyStatus.usedBy === 'other' || usedBeforeDelivery(caseFile, record)) return 'used-by-other'
  return 'used-by-unknown'
}

/** Says what the issuer answered. */
export function weighIssuer(caseFile: CaseFile, record: RecordFacts): readonly Signal[] {
  const { policy, keyStatus } = caseFile
  const usedAt = keyStatus.usedAt === null ? null : wallClock(Date.parse(keyStatus.usedAt), policy.timeZone)
  const [atZh, atEn] = usedAt ? [`于 ${usedAt} `, ` at ${usedAt}`] : ['', '']
  const say = (code: Signal['code'], zh: string, en: string) => [makeSignal(policy, code, { zh, en })]
  switch (readIssuer(caseFile, record)) {
    case 'used-by-buyer':
      return say(
        'key-used-by-buyer',
        `发行方答复：该卡密已${atZh}被买家本人使用。`,
        `The issuer says the key was used by the buyer${atEn}.`,
      )
    case 'used-by-other':
      return usedBeforeDelivery(caseFile, record)
        ? say(
            'key-used-by-other-before-delivery',
            `发行方答复：该卡密在发货之前已${atZh}被使用，不可能是买家所为。`,
            `The issuer says the key was used${atEn}, before it was delivered: it cannot have been the buyer.`,
          )
        : say('key-used-by-other', `发行方答复：该卡密已${atZh}被他人使用。`, `The issuer says the key was used by someone else${atEn}.`)
    case 'used-by-unknown':
      return say(
        'key-used-by-unknown',
        `发行方答复：该卡密已${atZh}被使用，但不知道是谁使用的。`,
        `The issuer says the key was used${atEn}, but not by whom.`,
      )
    case 'unused':
      return say('key-unused', '发行方答复：该卡密尚未使用。', 'The issuer says the key has not been used.')
    case 'unused-though-claimed-used':
      return say(
        'key-unused-though-claimed-used',
        '买家称卡密已被使用，但发行方答复该卡密尚未使用。',
        'The buyer says the key was already used; the issuer says it has not been used.',
      )
    case null:
      return []
  }
}

function askedBeforeDelivery({ keyStatus }: CaseFile, record: RecordFacts): boolean {
  return keyStatus.askedAt !== null && record.deliveredMs !== null && Date.parse(keyStatus.askedAt) < record.deliveredMs
}

function usedBeforeDelivery({ keyStatus }: CaseFile, record: RecordFacts): boolean {
  return keyStatus.usedAt !== null && record.deliveredMs !== null && Date.parse(keyStatus.usedAt) < record.deliveredMs
}
