import type { Glyph, TextLine } from '../../../model/reading.js'
import type { DecodedLine } from './decode-steps.js'
import { boxOf, pointOf, type Region } from './region.js'
import type { PlacedCharacter } from './tell-by-ink.js'

/** How far a character reaches to each side of its middle at most, in heights of its line: Chinese and full width, and the rest. */
const wideReach = 0.42
const narrowReach = 0.3

/**
 * A decoded line laid back into the picture: its box, and each character between the middles of its gaps to its neighbours.
 * `pxPerStep` is the width of one step along the region.
 */
export function placeLine(decoded: DecodedLine, region: Region, pxPerStep: number, widthPx: number, heightPx: number): TextLine {
  const { characters } = decoded
  const glyphs = characters.map((character, index): Glyph => {
    const centre = character.centre * pxPerStep
    const reach = region.height * (isWide(character.char) ? wideReach : narrowReach)
    const before = characters[index - 1]
    const after = characters[index + 1]
    const from = Math.max(centre - reach, before ? middle(before, character) * pxPerStep : 0)
    const until = Math.min(centre + reach, after ? middle(character, after) * pxPerStep : region.width)
    const [x] = pointOf(region, from, region.height / 2)
    const [end] = pointOf(region, Math.max(until, from), region.height / 2)
    return { char: character.char, confidence: character.confidence, x: tenth(x), width: tenth(end - x) }
  })
  return {
    text: decoded.text,
    confidence: Math.min(...characters.map(({ confidence }) => confidence)),
    box: boxOf(region, widthPx, heightPx),
    glyphs,
    steps: decoded.steps,
    frameMs: null,
  }
}

function middle(a: PlacedCharacter, b: PlacedCharacter): number {
  return (a.centre + b.centre) / 2
}

function isWide(char: string): boolean {
  return /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff01-\uff60]/.test(char)
}

function tenth(px: number): number {
  return Math.round(px * 10) / 10
}
