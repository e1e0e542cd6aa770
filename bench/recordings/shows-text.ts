import { foldConfusables } from '../../src/judge/fold-confusables.js'

/** One wrong character in so many is the reader's slip, the same for every contender, and no missed screen. */
const charactersPerSlip = 8

/**
 * Whether `folded` (see `foldText`) holds a text: letter for letter after folding what readers swap, but for one slip in
 * every eight characters. Texts of under eight characters must stand there exactly.
 */
export function showsText(folded: string, text: string): boolean {
  const wanted = foldText([text])
  return folded.includes(wanted) || leastEdits(folded, wanted) <= Math.floor(wanted.length / charactersPerSlip)
}

/** Lines as one string of letters and digits, full-width forms made plain, look-alikes made one: a text may run over two lines. */
export function foldText(lines: readonly string[]): string {
  const plain = lines.join('').normalize('NFKC').toUpperCase()
  return foldConfusables(plain.replace(/[^\p{L}\p{N}]+/gu, ''))
}

/** Fewest changes, losses and additions that make some part of `within` equal to `wanted` (Sellers 1980). */
function leastEdits(within: string, wanted: string): number {
  let column = Array.from({ length: wanted.length + 1 }, (_, row) => row)
  let least = wanted.length
  for (const char of within) {
    const next = [0]
    for (let row = 1; row <= wanted.length; row++) {
      const changed = (column[row - 1] ?? 0) + (wanted[row - 1] === char ? 0 : 1)
      next.push(Math.min(changed, (column[row] ?? 0) + 1, (next[row - 1] ?? 0) + 1))
    }
    column = next
    least = Math.min(least, column[wanted.length] ?? least)
  }
  return least
}
