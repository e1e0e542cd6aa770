/** An amount as it stands in a text, from `start` up to `end`. */
export interface PrintedAmount {
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
  USD: '$ US$ 美元 美金 S USS',
  EUR: '€ 欧元',
  GBP: '£ 英镑',
  HKD: 'HK$ 港币 港元 HKS',
  JPY: 'JP¥ 円 日元',
  TWD: 'NT$',
  AUD: 'A$',
  CAD: 'C$',
  SGD: 'S$ SG$',
  KRW: '₩',
  INR: '₹',
  RUB: '₽',
  BRL: 'R$',
}
const currencies = new Map(Object.entries(signs).flatMap(([code, printed]) => [code, ...printed.split(' ')].map((sign) => [sign, code])))

const figures =
  '(?<number>\\d{1,3}(?:,\\s?\\d{3})+(?:\\s?\\.\\s?\\d{1,4})?|\\d+(?:\\.\\d{3})+,\\d{2}|\\d+(?:\\s?\\.\\s?\\d{1,4}|,\\d{2}(?!\\d))?)'
const before = new RegExp(
  `(?<sign>(?<![\\p{L}\\d)])[-+]\\s?)?(?<currency>(?<![A-Za-z])(?:US|HK|NT|CN|JP|R|A|C|S)?[$¥€£₩₹₽]|(?:人民币|(?<![A-Za-z])(?:CNY|RMB|USD|EUR|GBP|HKD|TWD|AUD|CAD|SGD|KRW|INR|JPY|RUB|BRL)))\\s{0,2}(?<sign2>[-+])?\\s?${figures}(?![\\d%])`,
  'gu',
)
const after = new RegExp(
  `(?:(?<=人民币|[付款计共额费价账了])|(?<![\\d.,/\\p{L}-]|\\d:))(?<sign>[-+])?${figures}\\s?(?<currency>元|圆|块(?!钱的)|人民币|美元|美金|欧元|英镑|港币|港元|日元|円|€|£|₽|(?:CNY|RMB|USD|EUR|GBP|HKD|TWD|JPY|KRW|INR)(?![A-Za-z]))`,
  'gu',
)
/** A yuan or dollar sign read as the character it looks like; only before a price with its decimals. */
const misreadYen = /(?<sign>[-+])?(?<![A-Za-z\u4e00-\u9fff])(?<currency>[YV羊半丫]|(?:US|HK)?S)\s?(?<number>\d[\d,]*\.\d{2})(?!\d)/gu

/** Reads the amounts that carry a currency's sign or name. */
export function readSignedAmounts(text: string): readonly PrintedAmount[] {
  const found: PrintedAmount[] = []
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

function toPrinted(match: RegExpExecArray, cap: number): PrintedAmount | null {
  const { sign, sign2, number, currency } = match.groups ?? {}
  if (number === undefined) return null
  const at = match.index + match[0].indexOf(number)
  const spaced = /\s/.test(number)
  const end = match.index + match[0].length
  // A price whose lower edge is cut off has lost its point: 「¥79 43」.
  const hasLostPoint = !number.includes('.') && /^\s\d{2}(?!\d)/.test(match.input.slice(end))
  return {
    start: match.index,
    end,
    figures: [at, at + number.length],
    sign: (sign ?? sign2 ?? '').trim(),
    number: asDecimal(number),
    currency: currencies.get(currency ?? '¥') ?? 'CNY',
    cap: Math.min(cap, hasLostPoint ? 0.6 : spaced ? 0.94 : 1),
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

/** Reads the bare figures that could be amounts: no quantities, percentages, times or parts of something longer. */
export function readBareAmounts(text: string): readonly PrintedAmount[] {
  return [...text.matchAll(bare)].flatMap((match) => toPrinted(match, 1) ?? [])
}

/** Reads a whole sum that is all its line says, behind a yuan sign taken for a letter: Y68. Only a label makes an amount of it. */
export function readMisreadYuan(text: string): readonly PrintedAmount[] {
  const match = /^\s*(?<sign>[-+])?\s?(?<currency>[YV羊])\s?(?<number>\d{1,6})\s*$/.exec(text)
  return match === null ? [] : [toPrinted(match, 0.9)].filter((amount) => amount !== null)
}
