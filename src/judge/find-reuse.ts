import type { CaseFile, SeenBefore } from '../model/case.js'
import type { Examined } from '../model/examined.js'
import type { Signal } from '../model/signal.js'
import { makeSignal } from './make-signal.js'
import { maskKey } from './mask-key.js'

/** Says what of this case was seen in another: by another buyer or for another order; the same buyer may send the same order's evidence again. */
export function findReuse(caseFile: CaseFile, examined: readonly Examined[]): readonly Signal[] {
  const others = caseFile.seenBefore.filter((seen) => !isOwnAgain(seen, caseFile))
  return others.flatMap((seen): readonly Signal[] => {
    if (seen.what === 'shot') return weighShot(seen, caseFile, examined)
    const place = seen.file === null ? [] : [{ file: seen.file }]
    const { zh, en } = whose(seen, caseFile)
    if (seen.what === 'file') {
      return [
        makeSignal(
          caseFile.policy,
          'same-file-in-another-claim',
          { zh: `同一个文件在${zh}中用过。`, en: `The very same file was used in ${en}.` },
          place,
        ),
      ]
    }
    if (seen.what === 'image-id') {
      // The same file again has the same id: only other content under it says something more.
      if (others.some((other) => other.what === 'file' && other.file === seen.file && other.caseId === seen.caseId)) return []
      const because = {
        zh: `图像唯一编号与${zh}中的另一张图相同，内容却不同。`,
        en: `Its unique image id is that of another picture in ${en}.`,
      }
      return [makeSignal(caseFile.policy, 'same-image-id-other-content', because, place)]
    }
    const value = seen.what === 'card-key' ? maskKey(seen.value ?? '') : (seen.value ?? '')
    const [whatZh, whatEn] = valueWords[seen.what]
    const because = { zh: `${whatZh} ${value} 在${zh}中出现过。`, en: `The ${whatEn} ${value} was seen in ${en}.` }
    return [makeSignal(caseFile.policy, 'value-in-another-claim', because, place)]
  })
}

const valueWords = {
  'order-number': ['订单号', 'order number'],
  'payment-number': ['支付单号', 'payment number'],
  'card-key': ['卡密', 'card key'],
} as const

/** Hashes find, fields judge (trust.md): the same shot is known by its distance; what was read tells a forgery from a copy. */
function weighShot(seen: SeenBefore, caseFile: CaseFile, examined: readonly Examined[]): readonly Signal[] {
  const { shot, file } = seen
  if (!shot || shot.distanceBits > caseFile.policy.match.sameShotBits) return []
  const piece = examined.find((one) => one.file === file)
  const values = new Set(piece?.fields.map(({ value }) => value).filter((value) => value !== null))
  const differing = shot.values.filter((value) => !values.has(value))
  const { zh, en } = whose(seen, caseFile)
  const place = file === null ? [] : [{ file }]
  if (differing.length === 0) {
    const because = { zh: `这张图与${zh}中的图是同一次截屏。`, en: `This picture is the same shot as one in ${en}.` }
    return [makeSignal(caseFile.policy, 'same-file-in-another-claim', because, place)]
  }
  const because = {
    zh: `这张图与${zh}中的图是同一次截屏(1023 位指纹仅差 ${shot.distanceBits} 位)，读出的内容却有 ${differing.length} 处不同。`,
    en: `This picture is the same shot as one in ${en} (${shot.distanceBits} of 1023 bits differ), but ${differing.length} of its values are others.`,
  }
  return [makeSignal(caseFile.policy, 'same-shot-other-values', because, place)]
}

function isOwnAgain(seen: SeenBefore, { claim, order }: CaseFile): boolean {
  return seen.buyerId === claim.buyerId && seen.orderNumber !== null && seen.orderNumber === (order?.number ?? claim.orderNumber)
}

/** In Chinese with a space after the case's name, as what follows is written on. */
function whose(seen: SeenBefore, { claim }: CaseFile): { zh: string; en: string } {
  return seen.buyerId === claim.buyerId
    ? { zh: `同一买家另一订单的案件 ${seen.caseId} `, en: `case ${seen.caseId}, the same buyer's claim on another order` }
    : { zh: `另一买家的案件 ${seen.caseId} `, en: `case ${seen.caseId} of another buyer` }
}
