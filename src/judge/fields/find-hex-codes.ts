import type { FoldedLine } from '../fold-lines.js'
import type { CodeSpan } from './code-span.js'

/** Hexadecimal codes (`0xC004C003`) of a line, repaired by their grammar; memory addresses and colours are none. */
export function findHexCodes(line: FoldedLine, next: FoldedLine | undefined, page: { readonly speaksOfErrors: boolean }): CodeSpan[] {
  const found: CodeSpan[] = []
  if (!/[0oqd]\s?x/.test(line.lower)) return found
  for (const match of line.text.matchAll(prefixed)) {
    const [whole, prefix = '', first = ''] = match
    const start = match.index
    const rest = restOf(first, line.text.slice(start + whole.length), next)
    const body = first + (rest?.digits ?? '')
    const end = start + whole.length + (rest?.within ?? 0)
    const digits = repairHex(withoutDouble(body))
    const before = line.lower.slice(0, start)
    if (!isCode(digits, prefix, body, before, line.lower.slice(end), page.speaksOfErrors)) continue
    found.push({
      value: `0x${digits}`,
      start,
      end,
      // the prefix is settled by the grammar; digits are not
      settledTo: start + whole.length - first.length,
      repaired: digits !== body.toUpperCase() || (rest !== null && rest.within === 0),
      doubtful: digits.length === 7 && /^(?:C00|800)/.test(digits),
      label: labelBefore.exec(before)?.[0].trim() ?? null,
    })
  }
  return found
}

/** The digits that complete a code to eight behind a blank or on the next line; `within` is how far they reach in this line. */
function restOf(first: string, behind: string, next: FoldedLine | undefined): { readonly digits: string; readonly within: number } | null {
  const missing = 8 - first.length
  if (missing <= 0 || first.length < 4) return null
  const isLineEnd = behind.trim() === ''
  const match = new RegExp(`^\\s+(${hexLike}{${missing}})(?![A-Za-z0-9])`).exec(isLineEnd ? ` ${next?.text ?? ''}` : behind)
  if (!match?.[1] || !/\d/.test(match[1])) return null
  return { digits: match[1], within: isLineEnd ? 0 : match[0].length }
}

const hexLike = '[0-9A-Fa-fOoQqIl|iSsZzGgT]'
const prefixed = new RegExp(`(?<![A-Za-z0-9#&+])([0OoQD]\\s?[xX])\\s?(${hexLike}{2,16})(?![A-Za-z0-9])`, 'g')
const labelBefore =
  /(?:error|stop|fail(?:ed|ure)?|exception|result|status|h?result|错误|异常|失败|返回)?\s?(?:code|代\s?[码碼]|[码碼号]|error|stop|错误|失败|with)[\s:=("'[]*$/
const address =
  /(?:\bat|\baddress|\boffset|\blocation|\bmemory|\bbase|\b[re][isba][pix]|\bptr|指令|内存|地址|位置|,)\s*(?:at|为|是)?\s*[:=("']*$/
const addressAfter = /^["']?\s*的?(?:指令|引用|该?内存|referenced|memory)|^\s*,\s*[0o]x/

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

/** A letter read in both its cases at once, 0xC004Cc008: nine digits are one too many, and that pair says which. */
function withoutDouble(body: string): string {
  const twice = [...body.matchAll(/(?:Aa|aA|Bb|bB|Cc|cC|Dd|dD|Ee|eE|Ff|fF)/g)]
  const [only] = twice
  return body.length === 9 && twice.length === 1 && only ? body.slice(0, only.index) + body.slice(only.index + 1) : body
}

function repairHex(body: string): string {
  return body
    .replace(/\s/g, '')
    .toUpperCase()
    .replace(/[OQIL|SZGT]/g, (char) => confusable[char] ?? char)
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
