import type { ErrorCodeField } from '../../model/field.js'
import type { Reading } from '../../model/reading.js'
import { boxOf, confidenceOf, type FoldedLine, foldLines } from '../fold-lines.js'
import { hasEntry, meaningOf } from '../lexicon/meaning-of.js'
import type { CodeSpan } from './code-span.js'
import { findShapedCodes, type PageTalk } from './error-grammars.js'
import { findHexCodes } from './find-hex-codes.js'
import { bareValue, findLabelledCodes, openLabel } from './find-labelled-codes.js'
import { lineBelow, lineLeftOf, lineRightOf } from './line-neighbours.js'

/** Error codes of a reading in normal form (contracts.md), each once (on a screen of a recording once for every time of reading): by the shapes of known issuers, by labels, and by the lexicon. */
export function findErrorCodes(reading: Reading): readonly ErrorCodeField[] {
  const lines = foldLines(reading)
  const text = lines.map((line) => line.lower).join('\n')
  const page: PageTalk = { text, speaksOfErrors: errorTalk.test(text) }
  const fields = new Map<string, ErrorCodeField>()
  for (const line of lines) {
    if (!mayHoldCode.test(line.text)) continue
    for (const span of spansOf(line, lines, page)) keepBest(fields, fieldOf(span, line, page))
  }
  return withoutDump([...fields.values()])
}

const dumpFrom = 5

/** Registers and memory dumped on a screen are no codes: of many bare hexadecimal values only those that are known or labelled stay. */
function withoutDump(fields: readonly ErrorCodeField[]): readonly ErrorCodeField[] {
  const isBare = (field: ErrorCodeField): boolean =>
    /^0x/.test(field.value ?? '') && !hasEntry(field.value ?? '') && !/code|error|码|错误|stop/i.test(field.label ?? '')
  return fields.filter(isBare).length < dumpFrom ? fields : fields.filter((field) => !isBare(field))
}

const errorTalk =
  /error|\berr\b|fail|fatal|crash|could ?n.?t|cannot|can't|unable|problem|not be completed|went wrong|exception|stop code|\*\*\* ?stop|invalid|denied|unavailable|错误|錯誤|失败|失敗|异常|異常|无法|報錯|报错|出错|蓝屏|故障|崩溃|不可用|无效|問題|出现问题|找不到|失效|不存在|已过期|已被使用|revoked|expired/

const mayHoldCode = /\d|[A-Z]{3}|代码|代碼|错误|code/i

function spansOf(line: FoldedLine, lines: readonly FoldedLine[], page: PageTalk): CodeSpan[] {
  const spans = findHexCodes(line, lines[line.index + 1], page)
  for (const span of [...findShapedCodes(line, page), ...findLabelledCodes(line, page)]) {
    const other = spans.findIndex((known) => known.start < span.end && span.start < known.end)
    const known = spans[other]
    // a label on the same place names what the shape found
    if (known) spans[other] = { ...known, label: known.label ?? span.label }
    else spans.push(span)
  }
  const label = openLabel(line)
  if (label && spans.length === 0) spans.push(...elsewhere(line, lines, label))
  return spans
}

/** The value of a label that ends its line: to the right, below, or to the left. */
function elsewhere(line: FoldedLine, lines: readonly FoldedLine[], label: string): (CodeSpan & { readonly in: FoldedLine })[] {
  const below = lineBelow(line, lines)
  for (const place of [lineRightOf(line, lines), below, lineLeftOf(line, lines)]) {
    const span = place && bareValue(place, label)
    if (!place || !span) continue
    // a column of values under one heading is a table of codes, not this page's error
    if (place === below) {
      const second = lineBelow(below, lines)
      if (second && bareValue(second, label)) return []
    }
    return [{ ...span, in: place }]
  }
  return []
}

function fieldOf(span: CodeSpan & { readonly in?: FoldedLine }, found: FoldedLine, page: PageTalk): ErrorCodeField {
  const { line, index } = span.in ?? found
  const read = confidenceOf(line, span.settledTo, span.end)
  const choice = nearestKnown(span.value, read)
  const sure = !span.repaired && choice === span.value
  return {
    type: 'error-code',
    value: choice,
    text: line.text.slice(span.start, span.end).trim(),
    confidence: Math.min(read, span.doubtful ? 0.5 : sure ? 1 : 0.94),
    box: boxOf(line, span.start, span.end),
    frameMs: line.frameMs,
    ...(line.untilMs === undefined ? {} : { untilMs: line.untilMs }),
    line: index,
    label: span.label,
    code: meaningOf(choice, page.text),
  }
}

const rivals: Readonly<Record<string, string>> = { B: '8', '8': 'B', D: '0', '0': 'D', '6': 'B', E: 'F', F: 'E' }
const unsureBelow = 0.98

/** The one known code a single look-alike character away from an unknown hexadecimal one, when its reading is not sure; else as read. */
function nearestKnown(code: string, confidence: number): string {
  if (!/^0x[0-9A-F]{8}$/.test(code) || hasEntry(code) || confidence >= unsureBelow) return code
  const known: string[] = []
  for (let i = 2; i < code.length; i++) {
    const other = rivals[code[i] ?? '']
    const candidate = other && code.slice(0, i) + other + code.slice(i + 1)
    if (candidate && hasEntry(candidate)) known.push(candidate)
  }
  return known.length === 1 && known[0] ? known[0] : code
}

function keepBest(fields: Map<string, ErrorCodeField>, field: ErrorCodeField): void {
  // what comes into view later in a recording is told by itself
  const key = `${field.value} ${field.frameMs}`
  const known = fields.get(key)
  const better = !known || field.confidence > known.confidence
  if (better) fields.set(key, field)
}
