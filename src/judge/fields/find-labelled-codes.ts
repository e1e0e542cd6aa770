import type { FoldedLine } from '../fold-lines.js'
import { hasEntry } from '../lexicon/meaning-of.js'
import type { CodeSpan } from './code-span.js'
import { type PageTalk, toDigits } from './error-grammars.js'

/** Codes of a line that a label on the same line vouches for: 「错误代码：10086」, `Error code: -118`, `errno 501`. */
export function findLabelledCodes(line: FoldedLine, page: PageTalk): CodeSpan[] {
  const found: CodeSpan[] = []
  if (!mayHoldLabel.test(line.lower)) return found
  for (const label of labels) {
    if (label.needsErrorTalk && !page.speaksOfErrors) continue
    label.before.lastIndex = 0
    for (let match = label.before.exec(line.lower); match; match = label.before.exec(line.lower)) {
      const value = valueAt(line.text, match.index + match[0].length, label.strict, match[0].trim())
      // the name of the variable is part of what is printed
      const span = value && /^errno/.test(match[0]) ? { ...value, start: match.index } : value
      if (span && !found.some((other) => other.start < span.end && span.start < other.end)) found.push(span)
    }
  }
  const trailing = found.length === 0 ? labelBehind.exec(line.text) : null
  if (trailing?.[1]) {
    const span = valueAt(line.text, trailing.index + trailing[0].indexOf(trailing[1]), false, trailing[2]?.trim() ?? '')
    if (span) found.push(span)
  }
  return found
}

/** The label a line ends in, when its value must stand in another line; null when it ends in none. */
export function openLabel(line: FoldedLine): string | null {
  return openEnd.exec(line.lower)?.[1]?.trim() ?? null
}

/** A line that is nothing but a code, for a label that stands in another line; null otherwise. */
export function bareValue(line: FoldedLine, label: string): CodeSpan | null {
  const lead = /^[\s:("'[#]*/.exec(line.text)?.[0].length ?? 0
  const span = valueAt(line.text, lead, false, label)
  return span && /^[\s)"'\].,。]*$/.test(line.text.slice(span.end)) ? span : null
}

interface Label {
  readonly before: RegExp
  /** A weak label: only plain numbers count, and nothing that reads on as a sentence or a measure. */
  readonly strict: boolean
  readonly needsErrorTalk: boolean
}

const strongZh =
  '(?:错误|錯誤|故障|异常|異常|报错|報錯|返回|响应|失败|失敗|终止|停止|退出|蓝屏|状态)\\s*(?:代\\s*[码碼号]|编\\s*[码碼号號]|[码碼号號])'
const strongEn =
  '(?<![a-z])(?:error|err|stop|fault|failure|bug ?check|result|reason|status|exit|return|ret|response|support|sub)[ _-]{0,2}(?:code|no\\.?|number|num)(?![a-z])|(?<![a-z])errno(?![a-z])|(?<![a-z])errcode|(?<![a-z])errorcode'
const strong = `(?:${strongZh}|${strongEn})`
const link = '["\']?\\s*(?:is|was|of|为|是)?\\s*[:=#]?\\s*["\'(\\[<]*\\s*'

const mayHoldLabel =
  /error|http|err|code|errno|错误|錯誤|故障|异常|异常|报错|报錯|返回|响应|失败|失敗|终止|停止|退出|蓝屏|状态|代码|代碼|编号/
const openEnd = new RegExp(`(${strong})["']?\\s*(?:is|was|为|是)?\\s*[:=(\\[]*\\s*$`)
const labelBehind = new RegExp(`^\\s*\\(?(-?[A-Z0-9][A-Z0-9_-]{1,20})\\)?\\s*[:=(]?\\s*(${strongZh}|error code|错误)\\)?\\s*$`, 'i')
const notThisCode =
  '(?<!(?:verification|promo|invite|invitation|zip|postal|post|country|area|qr|gift|redeem|redemption|activation|product|voucher|discount|pass|access|card|coupon|referral|security|key|sms|auth|otp|download|friend|bar|source|dial|swift|stock|vs|friend|your|this|the|a|of) ?)'

const labels: readonly Label[] = [
  { before: new RegExp(`${strong}${link}`, 'g'), strict: false, needsErrorTalk: false },
  // 「HTTP ERROR 403」, `error (105)`, 「错误 502」, `System error 5`
  {
    before:
      /(?:(?<![a-z])(?:fatal |system |winerror |http |server )?error|错误|報錯|报错|错误提示|winerror)\s*[:#]?\s*[([]?\s*#?\s*(?=-?\d)/g,
    strict: true,
    needsErrorTalk: false,
  },
  // `HTTP 404`, `HTTP Status 500`, 「HTTP 错误 403.14」
  {
    before: /(?<![a-z])https?(?:\/\d(?:\.\d)?)?\s*(?:status(?: code)?|error|错误|状态码?)?\s*[:-]?\s*(?=[45]\d\d(?!\d))/g,
    strict: true,
    needsErrorTalk: true,
  },
  { before: /(?:失败|失敗|failed|failure|异常|拒绝)\s*[:,]?\s*[([]\s*(?=-?\d)/g, strict: true, needsErrorTalk: false },
  // 「(代码 10)」, `(Code 43)`
  { before: /[([]\s*(?:错误|error )?(?:code|代码|代碼|编号)\s*[:=]?\s*(?=-?\w)/g, strict: true, needsErrorTalk: true },
  {
    before: new RegExp(
      `${notThisCode}(?<![a-z_])(?:code|代码(?<!(?:邀请|优惠|兑换|激活|礼品|股票|机构|学校|专业|城市|国家|源|信用|商品|产品)代码))["']?\\s*[:=]\\s*["']?(?=-?[a-z0-9])`,
      'g',
    ),
    strict: true,
    needsErrorTalk: true,
  },
]

const value = /^-?[A-Za-z0-9](?:[A-Za-z0-9]|[-_.:](?=[A-Za-z0-9])){0,40}/
const officeTail = /^ ?\(-?\d{1,10}\)/

function valueAt(text: string, at: number, strict: boolean, label: string): CodeSpan | null {
  const rest = text.slice(at)
  const raw = stopName.exec(rest)?.[1] ?? value.exec(rest)?.[0]
  if (!raw) return null
  if (/^[0oqd]x/i.test(raw)) return null
  const behind = rest.slice(raw.length)
  const tail = /^(?:3\d{4}|0)-\d{1,4}$/.test(raw) ? (officeTail.exec(behind)?.[0] ?? '') : ''
  const digits = numberOf(raw)
  const normal = digits ?? raw.toUpperCase() + tail
  if (
    digits !== null
      ? !isNumberCode(digits, behind, strict, label)
      : strict
        ? !/^[A-Z]{1,4}-?\d{2,6}$/.test(raw) && !isSnakeName(raw)
        : !isNamedCode(raw) && !isSnakeName(raw)
  )
    return null
  return {
    value: normal,
    start: at,
    end: at + raw.length + tail.length,
    settledTo: at,
    repaired: normal !== raw.toUpperCase() + tail,
    doubtful: false,
    label: label.replace(/[\s:=#("'[<]+$/, ''),
  }
}

/** Words in capitals behind a stop-code label stand for one name. */
const stopName = /^([A-Z]{3,}(?:[ _][A-Z]{2,}){1,5})(?![a-z])/

/** The number a reading stands for, single look-alike letters repaired; null when it is no number. */
function numberOf(raw: string): string | null {
  if (/^-?\d{1,10}(?:\.\d{1,2})?$/.test(raw)) return raw
  if (/^-?[\dOoIl|]{3,8}$/.test(raw) && (raw.match(/\d/g)?.length ?? 0) >= 2 && !/^[A-Z]\d+$/.test(raw)) return toDigits(raw)
  return null
}

const measure =
  /^\s*(?:%|元|次|个|条|张|天|小时|分钟|秒|人|页|项|kb|mb|gb|ms|s\b|times?\b|days?\b|items?\b|attempts?\b|errors?\b|of\b|\/|年|月|日)/i

function isNumberCode(digits: string, behind: string, strict: boolean, label: string): boolean {
  if (/^(?:0+|200)$/.test(digits)) return false
  if (measure.test(behind) || /^[-/.:]\d/.test(behind)) return false
  if (/\./.test(digits) && !/^[45]\d\d\./.test(digits)) return false
  if (!strict) return true
  // 「失败(3)」 is a counter, 「(代码 10)」 a code
  if (digits.startsWith('-') || /code|代码|代碼|编号/.test(label)) return true
  if (digits.length >= 3) return !/^\s+(?:files?|rows?|lines?|results?|games?|users?)\b/i.test(behind)
  return /system|fatal|winerror/.test(label) || /^\s*(?:[:.,]|$|has occurred|occurred)/.test(behind)
}

/** LICENSE_REVOKED, as services name their errors; a recogniser takes single capitals for small letters. */
function isSnakeName(raw: string): boolean {
  return /^[A-Za-z]{2,}(?:_[A-Za-z0-9]{2,})+$/.test(raw) && (raw.match(/[a-z]/g)?.length ?? 0) * 3 <= raw.length
}

function isNamedCode(raw: string): boolean {
  if (raw.length > 48 || /^[0-9a-f]{8}-[0-9a-f]{4}-/i.test(raw)) return false
  if (/^\d{4}-\d{1,2}-\d{1,2}|^\d{1,2}:\d{2}|^v?\d+\.\d+\.\d+/i.test(raw)) return false
  if (/^[A-Z]{3,}(?:[_ ][A-Z0-9]{2,})+$/.test(raw)) return true
  if (hasEntry(raw.toUpperCase())) return true
  return raw.length <= 24 && /\d/.test(raw) && !/[a-z]{4,}/.test(raw)
}
