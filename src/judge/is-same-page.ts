import type { Reading } from '../model/reading.js'

/** From this share of the smaller one's lines on, two pictures show one page: the one is the other saved again or cut anew. */
const sameFrom = 0.9

/** Whether two pictures are of one page: the same bytes, the same shot (perceptual hashes at most `sameShotBits` apart), or the same lines. */
export function isSamePage(a: Reading, b: Reading, sameShotBits: number): boolean {
  if (a.fileFacts.sha256 === b.fileFacts.sha256) return true
  const [hashA, hashB] = [a.fileFacts.phash, b.fileFacts.phash]
  if (hashA !== null && hashB !== null && differingBits(hashA, hashB) <= sameShotBits) return true
  const [fewer = new Set(), more = new Set()] = [textsOf(a), textsOf(b)].toSorted((left, right) => left.size - right.size)
  const shared = [...fewer].filter((text) => more.has(text)).length
  return fewer.size >= 3 && shared >= fewer.size * sameFrom
}

function textsOf({ lines }: Reading): ReadonlySet<string> {
  return new Set(lines.map(({ text }) => text.replace(/\s/g, '')).filter((text) => text.length >= 2))
}

/** How many bits differ between two hexadecimal strings of the same length. */
function differingBits(a: string, b: string): number {
  let bits = 0
  for (let i = 0; i < a.length; i++) {
    for (let word = Number.parseInt(a[i] ?? '0', 16) ^ Number.parseInt(b[i] ?? '0', 16); word; word &= word - 1) bits++
  }
  return bits
}
