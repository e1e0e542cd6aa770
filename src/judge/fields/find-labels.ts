import { simplify } from '../simplify.js'
import { type LabelSays, labelWords } from './label-words.js'
import type { Page, PageLine } from './page.js'

/** A label on the page: `start` up to, not including, `end`, in UTF-16 units of its line's text. */
export interface Label {
  readonly says: LabelSays
  readonly on: PageLine
  readonly start: number
  readonly end: number
  /** Nothing but a colon or a button follows it, and it stands by itself: its value stands elsewhere, right of it or below. */
  readonly open: boolean
  /** A colon follows it. */
  readonly colon: boolean
  /** Stands by itself: at the start of its line or after a mark, not inside a sentence. */
  readonly apart: boolean
}

/** Finds the known labels of a page, line by line, each line's from left to right. Tolerates one misread character in long ones. */
export function findLabels(page: Page): ReadonlyMap<PageLine, readonly Label[]> {
  const found = new Map<PageLine, readonly Label[]>()
  for (const line of page.lines) {
    const labels = labelsIn(line)
    if (labels.length > 0) found.set(line, labels)
  }
  return found
}

/** 您购买的卡密如下，请尽快使用: the value stands below. */
const asFollows = /^(?:信息|内容|列表)?如下\D*$/

const latin = /[a-z0-9_]/
const han = /[\u3400-\u9fff]/

interface Word {
  readonly text: string
  readonly says: LabelSays
  readonly anywhere: boolean
}

/** English labels also without their blanks: small print is often read so. */
const words: readonly Word[] = labelWords.flatMap(({ says, anywhere, alone }) => [
  ...anywhere
    .split('|')
    .flatMap((text) => [...new Set([text, text.replace(/ /g, '')])].map((form) => ({ text: form, says, anywhere: true }))),
  ...(alone ?? '')
    .split('|')
    .filter((text) => text !== '')
    .map((text) => ({ text, says, anywhere: false })),
])

const byFirstChar = groupBy(
  words.toSorted((a, b) => b.text.length - a.text.length),
  ({ text }) => text.charAt(0),
)

function labelsIn(on: PageLine): readonly Label[] {
  const { text, at } = squeeze(on.text)
  const found: Label[] = []
  for (let start = 0; start < text.length; start++) {
    const word = byFirstChar.get(text.charAt(start))?.find((each) => text.startsWith(each.text, start) && fits(each, text, start))
    if (word === undefined) continue
    const end = start + word.text.length
    found.push(toLabel(on, text, at, word.says, start, end))
    start = end - 1
  }
  if (found.length > 0) return found
  const misread = misreadLabel(text)
  return misread === null ? [] : [toLabel(on, text, at, misread.says, misread.start, misread.end)]
}

function toLabel(on: PageLine, text: string, at: readonly number[], says: LabelSays, start: number, end: number): Label {
  const before = text.slice(0, start)
  const rest = text.slice(end)
  const colon = /^\s*[:*]/.test(rest)
  const apart = /^[^\p{L}\p{N}]*$|[^\p{L}\p{N}_]$/u.test(before)
  const open = (afterAnOpenLabel.test(rest) && (apart || colon)) || asFollows.test(rest)
  return { says, on, start: at[start] ?? 0, end: (at[end - 1] ?? 0) + 1, open, colon, apart }
}

/** What may follow a label whose value stands elsewhere: marks, sort arrows, a copy button, a unit in brackets. */
const afterAnOpenLabel = /^\s*(?:[(（][^)）]{1,6}[)）])?[\s:*|.·,;#>?↑↓ⓘ⇅÷◆-]*(?:复制|查看|copy|详情)?[\s:]*$/i

/** A Latin label is a whole word; an everyday word stands by itself on both sides. */
function fits({ text: word, anywhere }: Word, text: string, start: number): boolean {
  const before = text.charAt(start - 1)
  const after = text.charAt(start + word.length)
  const latinLabel = latin.test(word.charAt(0))
  if (latinLabel && (latin.test(before) || (/[a-z_]/.test(after) && latin.test(word.charAt(word.length - 1))))) return false
  // After another label's colon it is the start of a value: 订单号:SN20260001.
  if (latinLabel && /\d/.test(after) && /:\s*$/.test(text.slice(0, start))) return false
  if (anywhere) return true
  if (/^(?:key|serial)$/.test(word) && !/^\s*[:#]/.test(text.slice(start + word.length)) && namesGoods.test(text.slice(0, start)))
    return false
  if (latinLabel) return !han.test(before) && aloneAfter(text.slice(start + word.length))
  return (!han.test(before) || word.startsWith('订单')) && !latin.test(before) && !han.test(after)
}

/** Goods are named so: Win11 Pro Key, Cyberpunk 2077 GOG.COM Key. */
const namesGoods = /[a-z]{2,}[^a-z,;:|]*\s$(?<!(?<![a-z])(?:your|the|my|this|that|our|and|with|new|is) )/

/** After an everyday English word a value, a mark or nothing may come, not the rest of a sentence. */
function aloneAfter(rest: string): boolean {
  return /^\s*(?:$|[:#*|.,;()-]|[¥$€£+]|[a-z]{0,3}[$]|(?:no\.?|id)?\s*[a-z]{0,6}-?\d)/.test(rest) || /^\s{2,}/.test(rest)
}

/** Lower case, simplified, without the blanks inside Chinese words and before an ID or No; `at` leads back to the line's own text. */
function squeeze(original: string): { readonly text: string; readonly at: readonly number[] } {
  const at: number[] = []
  let text = ''
  for (let i = 0; i < original.length; i++) {
    const char = original.charAt(i)
    if (char === ' ' && han.test(original.charAt(i - 1)) && /^(?:[\u3400-\u9fff]|id\b|no\b)/i.test(original.slice(i + 1, i + 4))) continue
    const lower = char === '0' && /(?<![a-z\d])0[a-z]{3}/i.test(original.slice(Math.max(0, i - 1), i + 4)) ? 'o' : char.toLowerCase()
    text += lower.length === 1 ? simplify(lower) : char
    at.push(i)
  }
  return { text, at }
}

/** Labels of at least four Chinese characters or ten Latin ones, under every form that lacks one character. */
const shortened = groupBy(
  words
    .filter(({ text, anywhere }) => anywhere && text.length >= (han.test(text) ? 4 : 10))
    .flatMap((word) => lessOne(word.text).map((form) => ({ form, word }))),
  ({ form }) => form,
)

function groupBy<T>(all: readonly T[], keyOf: (each: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const each of all) {
    const group = groups.get(keyOf(each))
    if (group === undefined) groups.set(keyOf(each), [each])
    else group.push(each)
  }
  return groups
}

function lessOne(text: string): readonly string[] {
  return Array.from(text, (_, i) => text.slice(0, i) + text.slice(i + 1))
}

/** Characters that make another word of a label, so they are no misreadings: 支付单号 is not 支付账号. */
const otherWord = /[账帐卡户方式状态备注类型来源名称数量地址金额价时间日期码人商支物退服合物流快递运]/

/** The label that a line starts with when one of its characters was misread, e.g. 订草编号. */
function misreadLabel(text: string): { says: LabelSays; start: number; end: number } | null {
  const cut = /^[^\p{L}\p{N}]*([\p{L}#_. ]{4,28}?)\s*(?=[:\d]|$)/u.exec(text)
  const candidate = cut?.[1]
  if (cut === null || candidate === undefined || candidate.length < 4) return null
  const start = cut[0].indexOf(candidate)
  for (const form of lessOne(candidate)) {
    const word = shortened.get(form)?.find((each) => differsInOne(each.word.text, candidate))?.word
    if (word !== undefined) return { says: word.says, start, end: start + candidate.length }
  }
  return null
}

/** One character replaced, and not by one that makes another word. */
function differsInOne(label: string, read: string): boolean {
  if (label.length !== read.length) return false
  const differing = Array.from(label, (_, i) => i).filter((i) => label[i] !== read[i])
  return differing.length === 1 && differing.every((i) => !otherWord.test(read.charAt(i)))
}
