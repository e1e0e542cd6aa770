import type { CaseFile } from '../model/case.js'
import type { Examined } from '../model/examined.js'
import type { Attribution, CodeMeaning } from '../model/field.js'
import type { Box } from '../model/reading.js'
import type { Signal, SignalCode } from '../model/signal.js'
import { makeSignal } from './make-signal.js'
import { usedKind } from './used-kind.js'

/** Says whom the shown error codes and known messages point at, and whether the buyer names another code than the one shown. */
export function weighCodes(caseFile: CaseFile, pieces: readonly Examined[]): readonly Signal[] {
  const shown = pieces.filter(
    (piece) => piece.shows === 'failure' || ['activation-failure', 'activation-recording'].includes(usedKind(piece)),
  )
  const codes = shown.flatMap(({ file, fields }) =>
    fields.flatMap((field): readonly ShownCode[] =>
      field.type === 'error-code' && field.value !== null ? [{ file, box: field.box, text: field.value, meaning: field.code }] : [],
    ),
  )
  // Many redemption pages print a message and no code: what the lexicon knows of the message counts the same.
  const messages = shown.flatMap(({ file, phrases }) =>
    phrases.flatMap(({ says, text, box, meaning }): readonly ShownCode[] =>
      says === 'failure' && meaning ? [{ file, box, text, meaning }] : [],
    ),
  )
  return [...weighAttribution(caseFile, codes, messages), ...weighStatement(caseFile, codes)]
}

/** An error code, or a message the lexicon knows, where it was shown. */
interface ShownCode {
  readonly file: string
  readonly box: Box
  readonly text: string
  readonly meaning: CodeMeaning | null
}

function weighAttribution({ policy }: CaseFile, codes: readonly ShownCode[], messages: readonly ShownCode[]): readonly Signal[] {
  return (['product', 'user', 'service', 'unknown'] as const).flatMap((attribution) => {
    const found = [...codes, ...messages].filter(({ meaning }) => (meaning?.pointsAt ?? 'unknown') === attribution)
    const first = found[0]
    if (!first) return []
    const { code, zh, en } = attributionWords[attribution]
    const { text, meaning } = first
    const [nameZh, nameEn] = codes.includes(first)
      ? [`错误代码 ${text}`, `Error code ${text}`]
      : [`提示「${text}」`, `The message "${text}"`]
    const because = {
      zh: `${nameZh} ${zh}${meaning ? `：${meaning.meaning.zh}` : ''}。`,
      en: `${nameEn} ${en}${meaning ? `: ${meaning.meaning.en}` : ''}.`,
    }
    return [makeSignal(policy, code, because, found)]
  })
}

function weighStatement({ claim, policy }: CaseFile, codes: readonly ShownCode[]): readonly Signal[] {
  const stated = statedCodes(claim.statement)
  const printed = new Set(codes.map(({ text }) => plainCode(text)))
  if (stated.length === 0 || printed.size === 0 || stated.some((code) => printed.has(plainCode(code)))) return []
  const values = [...new Set(codes.map(({ text }) => text))]
  const because = {
    zh: `买家说错误代码是 ${stated.join('、')}，画面上是 ${values.join('、')}。`,
    en: `The buyer names error code ${stated.join(', ')}, the evidence shows ${values.join(', ')}.`,
  }
  return [makeSignal(policy, 'statement-code-differs', because, codes)]
}

const attributionWords: Readonly<Record<Attribution, { code: SignalCode; zh: string; en: string }>> = {
  product: { code: 'error-points-at-product', zh: '指向商品本身的问题', en: 'points at the product' },
  user: { code: 'error-points-at-user', zh: '指向用户操作或环境', en: "points at the user's handling or device" },
  service: { code: 'error-points-at-service', zh: '指向服务方临时故障', en: 'points at a fault of the service' },
  unknown: { code: 'error-code-unknown', zh: '含义不明', en: 'has no known meaning' },
}

/** Codes a buyer names: hexadecimal ones anywhere, others only after the word for it. */
function statedCodes(statement: string): readonly string[] {
  const hex = statement.match(/(?<![A-Za-z0-9])0x[0-9A-Fa-f]{4,8}(?![A-Za-z0-9])/g) ?? []
  const named = [
    ...statement.matchAll(/(?:错误代?码|错误号|报错|error(?: code)?)[:：\s#]*((?=[A-Za-z-]{0,8}\d)[A-Za-z0-9][A-Za-z0-9-]{1,15})/gi),
  ].map(([, code]) => code ?? '')
  return [...new Set([...hex, ...named])]
}

function plainCode(code: string): string {
  return code
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .replace(/O/g, '0')
}
