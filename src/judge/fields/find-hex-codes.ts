import type { FoldedLine } from '../fold-lines.js'
import type { CodeSpan } from './code-span.js'

/** Hexadecimal codes (`0xC004C003`) of a line, repaired by their grammar; memory addresses and colours are none. */
export function findHexCodes(line: FoldedLine, next: FoldedLine | undefined, page: { readonly speaksOfErrors: boolean }): CodeSpan[] {
  const found: CodeSpan[] = []
  if (!/[0oqd]\s?x/.test(line.lower)) return found
  for (const match of line.text.matchAll(prefixed)) {
    const body = match[2] ?? ''
    const start = match.index
    let digits = repairHex(body)
    let end = start + match[0].length
    let wraps = false
    if (digits.length < 8 && end === line.text.trimEnd().length && next) {
      const rest = wrappedRest(next, 8 - digits.length)
      if (rest) {
        digits += repairHex(rest)
        wraps = true
      }
    }
    end = start + match[0].length
    const before = line.lower.slice(0, start)
    const after = line.lower.slice(end)
    if (!isCode(digits, match[1] ?? '', body, before, after, page.speaksOfErrors)) continue
    const asRead = body.replace(/\s/g, '').toUpperCase()
    found.push({
      value: `0x${digits}`,
      start,
      end,
      // the prefix is settled by the grammar; digits are not
      settledTo: start + match[0].length - body.length,
      repaired: wraps || !digits.startsWith(asRead),
      doubtful: digits.length === 7 && /^(?:C00|800)/.test(digits),
      label: labelBefore.exec(before)?.[0].trim() ?? null,
    })
  }
  return found
}

const hexLike = '[0-9A-Fa-fOoQqIl|iSsZzGgT]'
const prefixed = new RegExp(`(?<![A-Za-z0-9#&+])([0OoQD]\\s?[xX])\\s?(${hexLike}{4}\\s${hexLike}{4}|${hexLike}{2,16})(?![A-Za-z0-9])`, 'g')
const labelBefore = /[a-z一-鿿][a-z一-鿿 _]{0,24}[\s:=("'[]*$/
const address =
  /(?:\bat|\baddress|\boffset|\blocation|\bmemory|\bbase|\b[re][isba][pix]|\bptr|指令|内存|地址|位置|,)\s*(?:at|为|是)?\s*[:=("']*$/
const addressAfter = /^["']?\s*(?:指令|引用|内存|该内存|referenced|memory|的指令|\()?\s*(?:指令|引用|内存|referenced|memory)|^\s*,\s*[0o]x/

const confusable: Readonly<Record<string, string>> = {
  O: '0',
  Q: '0',
  I: '1',
  L: '1',
  '|': '1',
  S: '5',
  Z: '2',
  G: '6',
  T: '7',
}

function repairHex(body: string): string {
  return body
    .replace(/\s/g, '')
    .toUpperCase()
    .replace(/[OQIL|SZGT]/g, (char) => confusable[char] ?? char)
}

function wrappedRest(next: FoldedLine, missing: number): string | null {
  const match = new RegExp(`^\\s*(${hexLike}{${missing}})(?![A-Za-z0-9])`).exec(next.text)
  return match?.[1] ?? null
}

function isCode(digits: string, prefix: string, body: string, before: string, after: string, speaksOfErrors: boolean): boolean {
  if (address.test(before) || addressAfter.test(after)) return false
  // "oxide", "OX 500": a letter as prefix wants a place where a code stands, or digits that were read as digits
  if (!/^0/.test(prefix) && digits.length !== 8 && !/[(=:]\s*$/.test(before) && !/\d.*\d/.test(body)) return false
  if (/^0+$/.test(digits)) return false
  if (digits.length === 8) return speaksOfErrors || /^[8C4DE]/.test(digits)
  if (digits.length > 8) return false
  return speaksOfErrors && (digits.length > 2 || /(?:code|error|代码|错误码|错误)\s*[:=(]*\s*$/.test(before))
}
