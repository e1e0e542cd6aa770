import type { Sentence } from '../../../model/field.js'
import type { RuleName } from '../../../model/verdict.js'

const originals: Sentence = {
  zh: '请发送未裁剪、未编辑的原始截图，或从订单页到报错为止的完整录屏。',
  en: 'Please send the original screenshots, neither cropped nor edited, or a full recording from the order page to the error.',
}
const tryAgain: Sentence = {
  zh: '错误代码显示激活服务当时无法连接。请现在再试一次；如仍失败，请发送含错误代码和时间的完整截图。',
  en: 'The error code says that the service could not be reached. Please try again now; if it still fails, send a full screenshot with the error code and the time.',
}
const correctFirst: Sentence = {
  zh: '错误代码指向电脑的时间、网络或操作。请校正后再试一次；如仍失败，请发送含错误代码和时间的完整录屏。',
  en: 'The error code points at the clock, the network or the steps taken. Please put that right and try again; if it still fails, send a full recording with the error code and the time.',
}
const secondBill: Sentence = {
  zh: '平台记录中只有一笔付款。请发送两笔付款各自的账单详情截图，须显示支付单号、金额和时间。',
  en: 'The record shows one payment. Please send the bill of each of the two, with payment number, amount and time.',
}
const otherKeys: Sentence = {
  zh: '订单有多个卡密。请为其余卡密分别发送激活失败的完整截图。',
  en: 'The order has several keys. Please send a full screenshot of the failure of each of the others.',
}
const officialRecord: Sentence = {
  zh: '请发送官方授权状态页面或官方客服的答复，须显示该卡密的使用时间。',
  en: "Please send the official licence status or official support's answer, showing when the key was used.",
}

const byRule: Readonly<Partial<Record<RuleName, Sentence>>> = {
  'fault-of-service': tryAgain,
  'fault-of-user': correctFirst,
  'support-blames-buyer': correctFirst,
  'duplicate-payment-unproven': secondBill,
  'duplicate-payment-suspicious': secondBill,
  'some-keys-not-shown': otherKeys,
  'key-used-by-buyer': officialRecord,
  'key-used-by-unknown': officialRecord,
  'issuer-contradicts-claim': officialRecord,
}

/** What a reviewer would ask the buyer of a case that this rule sent to a person, the likeliest first. */
export function questionsFor(rule: string | null): readonly Sentence[] {
  const first = (byRule as Readonly<Record<string, Sentence | undefined>>)[rule ?? '']
  return first ? [first, originals] : [originals]
}
