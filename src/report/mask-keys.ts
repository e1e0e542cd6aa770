import { maskKey } from '../judge/mask-key.js'

/** Shortest run of a key that is hidden when it stands alone on a line: a wrapped key's parts. */
const shortestPart = 5

/**
 * Returns a function that hides the given card keys in any text, whole or wrapped, however hyphens and spaces are set
 * and whichever case they are printed in. An unused key is money (rules.md section 9).
 */
export function maskKeys(keys: readonly string[]): (text: string) => string {
  const hidden = [...new Set(keys)].map((key) => ({ key, folded: unspaced(key).characters })).filter(({ folded }) => folded.length > 0)
  return (text) => hidden.reduce((masked, { key, folded }) => hide(masked, key, folded), text)
}

function hide(text: string, key: string, folded: string): string {
  const bare = unspaced(text)
  const { characters, positions } = bare
  const start = characters.indexOf(folded)
  if (start >= 0) return hide(splice(text, positions, start, folded.length, maskKey(key)), key, folded)
  return hideParts(text, folded, bare)
}

/** Hides every stretch of the text that is a run of at least `shortestPart` characters of the key. */
function hideParts(text: string, folded: string, { characters, positions }: Unspaced = unspaced(text)): string {
  for (let start = 0; start + shortestPart <= characters.length; start++) {
    let length = shortestPart
    if (!folded.includes(characters.slice(start, start + length))) continue
    while (start + length < characters.length && folded.includes(characters.slice(start, start + length + 1))) length++
    return hideParts(splice(text, positions, start, length, '****'), folded)
  }
  return text
}

function splice(text: string, positions: readonly number[], start: number, length: number, instead: string): string {
  const from = positions[start] ?? 0
  const to = (positions[start + length - 1] ?? text.length - 1) + 1
  return text.slice(0, from) + instead + text.slice(to)
}

/** A text without spaces and hyphens, in upper case, with each character's place in the original. */
interface Unspaced {
  readonly characters: string
  readonly positions: readonly number[]
}

const space = /[\s\-–—_*]/

function unspaced(text: string): Unspaced {
  let characters = ''
  const positions: number[] = []
  for (let i = 0; i < text.length; i++) {
    const char = text[i] ?? ''
    if (space.test(char)) continue
    characters += char.toUpperCase().slice(0, 1)
    positions.push(i)
  }
  return { characters, positions }
}
