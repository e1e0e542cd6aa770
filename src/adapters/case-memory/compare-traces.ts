import type { SeenBefore } from '../../model/case.js'
import type { CaseTrace, TracedPiece } from '../../ports.js'

/** What of `trace` was seen in `earlier`: nothing when both are the same case. The same for every memory. */
export function compareTraces(trace: CaseTrace, earlier: CaseTrace, sameShotBits: number): SeenBefore[] {
  if (isSameCase(earlier, trace)) return []
  return [...seenValues(trace, earlier), ...seenPictures(trace, earlier, sameShotBits)]
}

/** A case judged again; an id alone is the sender's to give, and two claims may carry the same. */
function isSameCase(a: CaseTrace, b: CaseTrace): boolean {
  return a.caseId === b.caseId && a.buyerId === b.buyerId && a.orderNumber === b.orderNumber
}

function seenValues(trace: CaseTrace, earlier: CaseTrace): SeenBefore[] {
  const known = new Set(
    [earlier, ...earlier.pieces.map((piece) => ({ claimed: piece.values }))].flatMap(({ claimed }) => claimed.map(keyOf)),
  )
  const own = [
    ...trace.claimed.map((value) => ({ file: null, ...value })),
    ...trace.pieces.flatMap((piece) => piece.values.map((value) => ({ file: piece.file, ...value }))),
  ]
  return own.filter((value) => known.has(keyOf(value))).map(({ type, value, file }) => ({ ...originOf(earlier), what: type, file, value }))
}

function seenPictures(trace: CaseTrace, earlier: CaseTrace, sameShotBits: number): SeenBefore[] {
  return trace.pieces.flatMap((piece) => earlier.pieces.flatMap((other) => comparePictures(originOf(earlier), piece, other, sameShotBits)))
}

function comparePictures(origin: ReturnType<typeof originOf>, piece: TracedPiece, other: TracedPiece, sameShotBits: number): SeenBefore[] {
  const seen = { ...origin, file: piece.file, value: null }
  if (piece.sha256 === other.sha256) return [{ ...seen, what: 'file' }]
  const found: SeenBefore[] = []
  if (piece.imageUniqueId && piece.imageUniqueId === other.imageUniqueId) found.push({ ...seen, what: 'image-id' })
  const distanceBits = piece.phash && other.phash ? hammingBits(piece.phash, other.phash) : Number.POSITIVE_INFINITY
  if (other.phash && distanceBits <= sameShotBits) {
    found.push({ ...seen, what: 'shot', shot: { distanceBits, phash: other.phash, values: other.values.map(({ value }) => value) } })
  }
  return found
}

function originOf({ caseId, buyerId, orderNumber }: CaseTrace) {
  return { caseId, buyerId, orderNumber }
}

/** A value with its type, as memories compare it: case and blanks are how a shop or a reader writes it, not what it is. */
export function keyOf({ type, value }: { type: string; value: string }): string {
  return `${type} ${value.replace(/\s/g, '').toUpperCase()}`
}

/** How many bits differ between two hexadecimal strings of the same length. */
function hammingBits(left: string, right: string): number {
  let bits = 0
  for (let i = 0; i < left.length; i += 8) {
    let word = (Number.parseInt(left.slice(i, i + 8), 16) ^ Number.parseInt(right.slice(i, i + 8), 16)) >>> 0
    for (; word; word &= word - 1) bits++
  }
  return bits
}
