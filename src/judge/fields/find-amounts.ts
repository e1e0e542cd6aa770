import type { AmountField } from '../../model/field.js'
import { findLabelOf, type Labels } from './find-label-of.js'
import type { Label } from './find-labels.js'
import type { Page, PageLine } from './page.js'
import { placeField } from './place-field.js'
import { digitise } from './read-moments.js'
import { confidenceOf } from './span.js'

/** Finds the amounts of a page: with a currency's sign anywhere, bare ones beside or under a label. Denominations in a product's name are none. */
export function findAmounts(page: Page, labels: Labels): readonly AmountField[] {
  return page.lines.flatMap((on) => {
    if (!/\d|[¥$€£]\s?[Oo]/.test(on.text)) return []
    const text = digitise(on.text)
    const signed = signedAmounts(text)
    const bare = bareAmounts(text).filter((each) => !signed.some((other) => each.start < other.end && other.start < each.end))
    const fields = [
      ...signed.filter((each) => !isDenomination(text, each, labels.get(on) ?? [])).map((each) => toField(page, labels, on, each)),
      ...bare.flatMap((each) => labelledField(page, labels, on, each)),
    ]
    return fields.filter((field) => field !== null)
  })
}

interface Printed {
  readonly start: number
  readonly end: number
  /** Where the figures stand; the sign of a currency is often misread, the figures less so. */
  readonly figures: readonly [start: number, end: number]
  readonly sign: string
  readonly number: string
  readonly currency: string
  readonly cap: number
}

const signs = {
  CNY: '¥ 元 圆 块 RMB CN¥ 人民币',
  USD: '$ US$ 美元 美金',
  EUR: '€ 欧元',
  GBP: '£ 英镑',
  HKD: 'HK$ 港币 港元',
  JPY: 'JP¥ 円 日元',
  TWD: 'NT$',
  AUD: 'A$',
  CAD: 'C$',
  SGD: 'S$',
  KRW: '₩',
  INR: '₹',
  RUB: '₽',
  BRL: 'R$',
}
const currencies = new Map(Object.entries(signs).flatMap(([code, printed]) => [code, ...printed.split(' ')].map((sign) => [sign, code])))

const figures =
  '(?<number>\\d{1,3}(?:,\\s?\\d{3})+(?:\\s?\\.\\s?\\d{1,4})?|\\d+(?:\\.\\d{3})+,\\d{2}|\\d+(?:\\s?\\.\\s?\\d{1,4}|,\\d{2}(?!\\d))?)'
const before = new RegExp(
  `(?<sign>(?<![\\p{L}\\d)])[-+]\\s?)?(?<currency>(?<![A-Za-z])(?:US|HK|NT|CN|JP|R|A|C|S)?[$¥€£₩₹₽]|(?<![A-Za-z])(?:CNY|RMB|USD|EUR|GBP|HKD|TWD|AUD|CAD|SGD|KRW|INR|JPY|RUB|BRL))\\s{0,2}(?<sign2>[-+])?\\s?${figures}(?![\\d%])`,
  'gu',
)
const after = new RegExp(
  `(?<![\\d.,/\\p{L}-]|\\d:)(?<sign>[-+])?${figures}\\s?(?<currency>元|圆|块(?!钱的)|人民币|美元|美金|欧元|英镑|港币|港元|日元|円|€|£|₽|(?:CNY|RMB|USD|EUR|GBP|HKD|TWD|JPY|KRW|INR)(?![A-Za-z]))`,
  'gu',
)
/** A yuan sign read as the character it looks like; only before a price with its decimals. */
const misreadYen = /(?<sign>[-+])?(?<![A-Za-z\u4e00-\u9fff])(?<currency>[YV羊半丫])\s?(?<number>\d[\d,]*\.\d{2})(?!\d)/gu

function signedAmounts(text: string): readonly Printed[] {
  const found: Printed[] = []
  for (const [pattern, cap] of [
    [before, 1],
    [after, 1],
    [misreadYen, 0.9],
  ] as const) {
    for (const match of text.matchAll(pattern)) {
      const amount = toPrinted(match, cap)
      if (amount !== null && !found.some((each) => each.start < amount.end && amount.start < each.end)) found.push(amount)
    }
  }
  return found
}

function toPrinted(match: RegExpExecArray, cap: number): Printed | null {
  const { sign, sign2, number, currency } = match.groups ?? {}
  if (number === undefined) return null
  const at = match.index + match[0].indexOf(number)
  const spaced = /\s/.test(number)
  return {
    start: match.index,
    end: match.index + match[0].length,
    figures: [at, at + number.length],
    sign: (sign ?? sign2 ?? '').trim(),
    number: asDecimal(number),
    currency: currencies.get(currency ?? '¥') ?? 'CNY',
    cap: spaced ? Math.min(cap, 0.94) : cap,
  }
}

/** `1,234.50` as `1234.50`; on the Continent `1.234,50`. */
function asDecimal(number: string): string {
  const plain = number.replace(/\s/g, '')
  if (/,\d{2}$/.test(plain)) return plain.replace(/[.,](?=\d{3})/g, '').replace(',', '.')
  return plain.replace(/,/g, '')
}

const bare =
  /(?<![\w.,/¥$€£-]|\d:)(?<sign>[-+]\s?)?(?<number>\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,7}(?:\.\d{1,2})?)(?![\d%:/-]|[.,]\d|\s?(?:[件个张折次分天条人笔份月年日号时小位级岁组页款]|积分|点券|张|x\b|X\b|GB|MB|G\b|M\b))/g

function bareAmounts(text: string): readonly Printed[] {
  return [...text.matchAll(bare)].flatMap((match) => toPrinted(match, 1) ?? [])
}

/** A bare figure is an amount beside a label, or with sign and decimals when nothing else stands on its line, as on bills. */
function labelledField(page: Page, labels: Labels, on: PageLine, amount: Printed): AmountField | null {
  const rest = on.text.slice(amount.end).trim()
  const decimals = amount.number.includes('.')
  if (amount.sign !== '' && decimals && on.text.trim().length === amount.end - amount.start) return toField(page, labels, on, amount)
  const label = findLabelOf(page, labels, { on, start: amount.start, end: amount.end })
  if (label?.says !== 'amount' || (!decimals && (rest !== '' || !label.apart))) return null
  return toField(page, labels, on, amount, label)
}

function toField(page: Page, labels: Labels, on: PageLine, amount: Printed, known?: Label): AmountField {
  const span = { on, start: amount.start, end: amount.end }
  const found = known ?? findLabelOf(page, labels, span)
  const [start, end] = amount.figures
  const placed = placeField([span], found?.says === 'amount' ? found : null, 1)
  return {
    type: 'amount',
    value: `${amount.sign}${amount.number}`,
    ...placed,
    confidence: Math.min(confidenceOf([{ on, start, end }]), amount.cap),
    currency: amount.currency,
  }
}

const goods =
  '充值卡|点卡|礼品卡|礼品券|购物卡|储值卡|加油卡|话费|流量|[Ee]卡|代金券|红包|优惠券|抵用券|现金券|满减券|卡密|钱包|点券|Q币|[Gg]ift ?[Cc]ard|GIFT CARD|[Ww]allet|[Vv]oucher|[Tt]op-?[Uu]p|Steam|iTunes|App Store|PSN|Xbox|Roblox|京东|PlayStation|Apple'
const goodsAfter = new RegExp(`^[\\s面值\\p{Sc}-]{0,4}(?:\\p{Script=Han}{0,2}\\s?)(?:${goods})`, 'u')
const goodsBefore = new RegExp(`(?:${goods})(?:面值|充值)?[\\s(（·-]{0,2}$`, 'u')
const slogan = /(?:满|立减|减|立省|节省|省|返|送|最高|低至|优惠券)\s?$/

/** A whole sum beside the name of goods names them (100元 Steam 充值卡), and one in a slogan (满100减20) was not paid. */
function isDenomination(text: string, amount: Printed, labels: readonly Label[]): boolean {
  if (/\.\d/.test(amount.number) || amount.sign !== '') return false
  if (
    labels.some((label) => label.says === 'amount' && label.end <= amount.start && /^[^\d]{0,8}$/.test(text.slice(label.end, amount.start)))
  )
    return false
  const lead = text.slice(0, amount.start)
  return goodsAfter.test(text.slice(amount.end)) || goodsBefore.test(lead) || slogan.test(lead)
}
