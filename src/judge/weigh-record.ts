import type { CaseFile } from '../model/case.js'
import type { Order } from '../model/order.js'
import type { Signal } from '../model/signal.js'
import { makeSignal } from './make-signal.js'
import type { RecordFacts } from './read-record.js'
import { wallClock } from './zone-time.js'

/** Says what the platform's own record, order and buyer alike, holds for and against the claim. */
export function weighRecord(caseFile: CaseFile, record: RecordFacts): readonly Signal[] {
  const { claim, buyer, policy, order } = caseFile
  if (!order) return []
  const signals: Signal[] = []
  const say = (code: Signal['code'], zh: string, en: string) => signals.push(makeSignal(policy, code, { zh, en }))
  if (record.claimedByAnother) {
    const owner = buyer ? `${buyer.id}` : null
    say(
      'claimed-by-another-buyer',
      owner ? `申请人 ${claim.buyerId} 不是订单的买家 ${owner}。` : `平台没有找到订单的买家,无法确认申请人 ${claim.buyerId} 的身份。`,
      owner
        ? `The claimant ${claim.buyerId} is not the order's buyer ${owner}.`
        : `The platform knows no buyer for this order, so the claimant ${claim.buyerId} cannot be confirmed.`,
    )
  }
  if (record.claimedNumberDiffers) {
    say(
      'claimed-number-differs',
      `申请填写的订单号 ${claim.orderNumber} 与平台订单 ${order.number} 不一致。`,
      `The claim names order ${claim.orderNumber}, the platform's order is ${order.number}.`,
    )
  }
  if (record.delivery === 'undelivered' && order.deliveredKeys.some((text) => text.trim() !== '')) {
    const text = order.deliveredKeys[0]?.trim().slice(0, 40) ?? ''
    say(
      'key-is-a-sentence',
      `订单的卡密栏里是一句话「${text}」,不是卡密,商品并未发出。`,
      `The order's card-key field holds a sentence ("${text}"), no key: nothing was delivered.`,
    )
  }
  if (claim.reason === 'not-delivered' && record.delivery === 'delivered') {
    const at = record.deliveredMs === null ? '' : wallClock(record.deliveredMs, policy.timeZone)
    say(
      'record-shows-delivery',
      `买家称未发货,但平台记录显示商品已${at ? `于 ${at} ` : ''}发出。`,
      `The buyer says nothing was delivered, the platform's record shows delivery${at ? ` at ${at}` : ''}.`,
    )
  }
  if (record.surplusFen > 0) {
    say(
      'second-payment-on-record',
      `平台记录里这笔订单有两次付款,比订单金额多收 ${yuan(record.surplusFen)} 元。`,
      `The platform's record has two payments for this order, ¥${yuan(record.surplusFen)} more than its amount.`,
    )
  }
  const promise = claim.reason === 'changed-mind' ? promiseOnRecord(order) : null
  if (promise !== null)
    say('written-promise', `订单备注里有书面承诺:「${promise}」。`, `The order's note holds a written promise: "${promise}".`)
  signals.push(...weighAnswer(caseFile, order))
  return signals
}

/** Whether the merchant promised a refund in the platform's own record: notes only, an oral promise counts for nothing. */
export function promiseOnRecord(order: Order): string | null {
  const promise =
    /(?:支持|承诺|同意|可以?|保证|接受|包)[^,。;,.]{0,8}(?:退款|退货|退换|全额退|无理由)|(?:不满意|不想要|未使用)[^,。;,.]{0,8}(?:退款|可退|退货)/
  const refused = /(?:不|无法|谢绝)(?:再|予|会|能|可|接受|支持|提供|同意|给|退)/
  return (
    order.notes.find((note) => /refund (?:guarantee|promised|on request)/i.test(note) || (promise.test(note) && !refused.test(note))) ??
    null
  )
}

function weighAnswer({ policy }: CaseFile, order: Order): readonly Signal[] {
  const answer = order.merchantAnswer
  if (answer?.state === 'objects')
    return [
      makeSignal(policy, 'merchant-objects', {
        zh: `商家对申请提出异议:「${answer.words}」。`,
        en: `The merchant objects to the claim: "${answer.words}".`,
      }),
    ]
  if (answer?.state === 'consents')
    return [makeSignal(policy, 'merchant-consents', { zh: '商家同意退款。', en: 'The merchant consents to the refund.' })]
  return []
}

/** Fen as yuan with two decimals. */
export function yuan(amountFen: number): string {
  return (amountFen / 100).toFixed(2)
}
