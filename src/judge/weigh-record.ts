import type { CaseFile } from '../model/case.js'
import type { Order } from '../model/order.js'
import type { Signal } from '../model/signal.js'
import { makeSignal } from './make-signal.js'
import type { RecordFacts } from './read-record.js'
import { wallClock } from './zone-time.js'

/** Says what the platform's own record, order and buyer alike, holds for and against the claim. */
export function weighRecord(caseFile: CaseFile, record: RecordFacts): readonly Signal[] {
  const { order } = caseFile
  if (!order) return []
  const { contradiction } = record
  return [
    ...(contradiction ? [makeSignal(caseFile.policy, 'record-contradicts-itself', contradiction)] : []),
    ...weighClaimant(caseFile, order, record),
    ...weighDelivery(caseFile, order, record),
    ...weighPayments(caseFile, record),
    ...weighPromise(caseFile, order),
    ...weighAnswer(caseFile, order),
  ]
}

function weighClaimant({ claim, buyer, policy }: CaseFile, order: Order, record: RecordFacts): readonly Signal[] {
  const signals: Signal[] = []
  if (record.claimedByAnother) {
    const zh = buyer
      ? `申请人 ${claim.buyerId} 不是订单的买家 ${buyer.id}。`
      : `平台没有找到订单的买家，无法确认申请人 ${claim.buyerId} 的身份。`
    const en = buyer
      ? `The claimant ${claim.buyerId} is not the order's buyer ${buyer.id}.`
      : `The platform knows no buyer for this order, so the claimant ${claim.buyerId} cannot be confirmed.`
    signals.push(makeSignal(policy, 'claimed-by-another-buyer', { zh, en }))
  }
  if (record.claimedNumberDiffers) {
    const zh = `申请填写的订单号 ${claim.orderNumber} 与平台订单 ${order.number} 不一致。`
    const en = `The claim names order ${claim.orderNumber}, the platform's order is ${order.number}.`
    signals.push(makeSignal(policy, 'claimed-number-differs', { zh, en }))
  }
  return signals
}

function weighDelivery({ claim, policy }: CaseFile, order: Order, record: RecordFacts): readonly Signal[] {
  const sentence = order.deliveredKeys
    .find((text) => text.trim() !== '')
    ?.trim()
    .slice(0, 40)
  if (record.delivery === 'undelivered' && sentence) {
    const zh = `订单的卡密栏里是一句话「${sentence}」，不是卡密，商品并未发出。`
    const en = `The order's card-key field holds a sentence ("${sentence}"), no key: nothing was delivered.`
    return [makeSignal(policy, 'key-is-a-sentence', { zh, en })]
  }
  if (claim.reason !== 'not-delivered' || record.delivery !== 'delivered') return []
  const at = record.deliveredMs === null ? null : wallClock(record.deliveredMs, policy.timeZone)
  const zh = `买家称未发货，但平台记录显示商品已${at ? `于 ${at} ` : ''}发出。`
  const en = `The buyer says nothing was delivered, the platform's record shows delivery${at ? ` at ${at}` : ''}.`
  return [makeSignal(policy, 'record-shows-delivery', { zh, en })]
}

function weighPayments({ policy }: CaseFile, { surplus }: RecordFacts): readonly Signal[] {
  if (surplus.length === 0) return []
  const surplusFen = surplus.reduce((sum, { amountFen }) => sum + amountFen, 0)
  const zh = `平台记录里这笔订单有两次付款，比订单金额多收 ${yuan(surplusFen)} 元。`
  const en = `The platform's record has two payments for this order, ¥${yuan(surplusFen)} more than its amount.`
  return [makeSignal(policy, 'second-payment-on-record', { zh, en })]
}

function weighPromise({ claim, policy }: CaseFile, order: Order): readonly Signal[] {
  const promise = claim.reason === 'changed-mind' ? promiseOnRecord(order) : null
  if (promise === null) return []
  const because = { zh: `订单备注里有书面承诺：「${promise}」。`, en: `The order's note holds a written promise: "${promise}".` }
  return [makeSignal(policy, 'written-promise', because)]
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
        zh: `商家对申请提出异议：「${answer.words}」。`,
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
