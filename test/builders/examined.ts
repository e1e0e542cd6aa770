import type { EvidenceKind, Shows } from '../../src/model/evidence.js'
import type { Examined, Phrase, PhraseSays } from '../../src/model/examined.js'
import type {
  AmountField,
  Attribution,
  CodeMeaning,
  ErrorCodeField,
  Field,
  NumberField,
  TimestampField,
  TimestampRole,
} from '../../src/model/field.js'
import type { Reading, TextLine } from '../../src/model/reading.js'
import { line, reading } from './picture.js'

type Place = Pick<NumberField, 'text' | 'confidence' | 'box' | 'frameMs' | 'line' | 'label'>

/** Where a value stands: line 0 unless said. */
function at(text: string, where: Partial<Place> = {}): Place {
  return { text, confidence: 0.97, box: [0, 0, 100, 30], frameMs: null, line: 0, label: null, ...where }
}

export function number(type: NumberField['type'], value: string, where: Partial<Place> = {}): NumberField {
  return { type, value, ...at(value, { label: '订单号', ...where }) }
}

export function key(value: string, where: Partial<Place> = {}): NumberField {
  return { type: 'card-key', value, ...at(value, { label: '卡密', ...where }) }
}

export function errorCode(value: string, pointsAt: Attribution | null, where: Partial<Place> = {}): ErrorCodeField {
  const code: CodeMeaning | null = pointsAt && {
    issuer: 'Microsoft',
    meaning: { zh: '密钥已被封禁', en: 'the key is blocked' },
    pointsAt,
    source: 'test',
  }
  return { type: 'error-code', value, code, ...at(value, where) }
}

export function time(value: string, role: TimestampRole, where: Partial<Place> = {}): TimestampField {
  return { type: 'timestamp', value, clock: role === 'clock' ? 'status-bar' : 'page', role, ...at(value, where) }
}

export function amount(value: string, where: Partial<Place> = {}): AmountField {
  return { type: 'amount', value, currency: 'CNY', ...at(value, { label: '实付款', ...where }) }
}

export function redacted(type: NumberField['type']): NumberField {
  return { type, value: null, unreadable: true, ...at('****', { label: '卡密', confidence: 0 }) }
}

export function phrase(says: PhraseSays, text: string): Phrase {
  return { says, text, line: 0, box: [0, 0, 100, 30], frameMs: null, confidence: 0.95 }
}

/** A piece of evidence from its lines; fields whose value a line shows are placed there. */
export function piece(
  file: string,
  as: EvidenceKind | null,
  texts: readonly (string | TextLine)[],
  rest: {
    readonly kind?: EvidenceKind
    readonly kindConfidence?: number
    readonly shows?: Shows
    readonly fields?: readonly Field[]
    readonly phrases?: readonly Phrase[]
    readonly uploadedAt?: string | null
    readonly reading?: Partial<Reading>
  } = {},
): Examined {
  const lines = texts.map((text, i) => (typeof text === 'string' ? line(text, { y: i * 40 }) : text))
  const placed = (rest.fields ?? []).map((field) => {
    const found = lines.findIndex(({ text }) => text.includes(field.text))
    return found < 0 ? field : { ...field, line: found, box: lines[found]?.box ?? field.box }
  })
  return {
    file,
    as,
    uploadedAt: rest.uploadedAt ?? null,
    reading: reading(file, lines, rest.reading),
    kind: rest.kind ?? as ?? 'other',
    kindConfidence: rest.kindConfidence ?? 0.95,
    shows: rest.shows ?? 'neither',
    fields: placed,
    phrases: rest.phrases ?? [],
    screens: [],
    facts: [],
    story: [],
    challengeCode: null,
  }
}
