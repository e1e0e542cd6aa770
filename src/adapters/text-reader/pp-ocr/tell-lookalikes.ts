import type { Ink, InkPlane } from './measure-ink.js'

/** A character of a word as the net reads it, with its ink where that could be measured. */
export interface Measured {
  readonly char: string
  readonly ink: Ink | null
}

/** What the ink says of a character: which one it is and how surely, from 0.9 to 0.97. */
export interface Told {
  readonly index: number
  readonly char: string
  readonly sureness: number
}

/** Letters and digits whose ink is as wide as that of the digits and of the capitals of most fonts. */
const digitsOfWidth = '235689'
const capitalsOfWidth = 'CDGHNU'

/**
 * Which of 0 and O, of 1 and I, each such character of a word of capitals and digits is, by its ink beside that of its neighbours;
 * nothing is said of those whose ink does not tell.
 */
export function tellLookalikes(word: readonly Measured[]): Told[] {
  const widths = widthsOf(word)
  const centres = word.map(({ char, ink }) => (isRound(char) && ink ? inkOfCentre(ink.plane) : null))
  const hasMarkedZero = centres.some((centre) => centre !== null && centre >= markedCentre)
  return word.flatMap(({ char, ink }, index): Told[] => {
    if (ink === null) return []
    const told = isRound(char)
      ? (tellByCentre(centres[index] ?? null, hasMarkedZero) ?? tellByWidth(ink, widths))
      : isBar(char)
        ? tellBar(ink, widths)
        : null
    return told ? [{ index, ...told }] : []
  })
}

/** The usual rival first where the net errs most: O and 0, I and 1; then what else looks so. */
const rounds = ['0', 'O', 'o']
const bars = ['1', 'I', 'l', '|', 'i']

/** All characters that look like this one, itself among them; none for one that is not told apart here. */
export function lookalikesOf(char: string): readonly string[] {
  return isRound(char) ? rounds : isBar(char) ? bars : []
}

function isRound(char: string): boolean {
  return char === '0' || char === 'O' || char === 'o'
}

function isBar(char: string): boolean {
  return char === '1' || char === 'I' || char === 'l'
}

type Verdict = Omit<Told, 'index'>

/** The usual shape, width to height, of digits and of capitals in a word, and how high its capitals are; null where too few stand in it. */
interface Widths {
  readonly digit: number | null
  readonly capital: number | null
  /** The shape of the widest W or M; 0 without one. */
  readonly widest: number
  readonly heightPx: number | null
}

function widthsOf(word: readonly Measured[]): Widths {
  const inksOf = (chars: string) => word.flatMap(({ char, ink }) => (ink && chars.includes(char) ? [ink] : []))
  const [digits, capitals] = [inksOf(digitsOfWidth), inksOf(capitalsOfWidth)]
  return {
    digit: usualShape(digits),
    capital: usualShape(capitals),
    widest: Math.max(0, ...inksOf('WM').map(({ width, height }) => width / height)),
    heightPx: median([...digits, ...capitals].map(({ height }) => height)),
  }
}

/** Null where one neighbour alone, or two that differ, would be all there is to go by. */
function usualShape(inks: readonly Ink[]): number | null {
  const shapes = inks.map(({ width, height }) => width / height)
  const usual = median(shapes)
  if (usual === null || shapes.length > 2) return usual
  return shapes.every((shape) => Math.abs(shape / usual - 1) < 0.08) ? usual : null
}

/** Capitals so much wider than digits, or a W or M so much wider than either, no monospaced font has. */
const widerCapitals = 1.14
const slightlyWider = 1.08
/** Beside digits alone: no monospaced O is so much wider (1.15 in Noto Mono, the widest apart of five). */
const clearlyWider = 1.3
const widestOverDigit = 1.45
const widestOverCapital = 1.3
/** Where a character stands on the way from the width of digits (0) to that of capitals (1): 0 up to 0.37, O from 0.9, in twenty fonts. */
const likeDigit = 0.5
const likeCapital = 0.8
/** Beside capitals alone: 0 is at most this wide and O at least, except in fonts whose 0 is as wide as capitals are. */
const zeroOverCapital = 0.9
const roundOverCapital = 1.05

/** 0 is as wide as other digits, O is wider; where capitals are no wider, as in monospaced fonts, nothing is told. */
function tellByWidth(ink: Ink, widths: Widths): Verdict | null {
  const { digit, capital, widest, heightPx } = widths
  if (heightPx === null || Math.abs(ink.height / heightPx - 1) > 0.15) return null
  const shape = ink.width / ink.height
  if (capital === null) {
    const wider = digit === null ? 0 : shape / digit
    return wider >= clearlyWider ? { char: 'O', sureness: surenessOf((wider - clearlyWider) / 0.2) } : null
  }
  if (digit === null) return widest / capital < widestOverCapital ? null : tellByCapital(shape / capital)
  const isSpaced = capital / digit >= (widest / digit >= widestOverDigit ? slightlyWider : widerCapitals)
  if (!isSpaced) return null
  const way = (shape - digit) / (capital - digit)
  if (way <= likeDigit) return { char: '0', sureness: surenessOf((likeDigit - way) / 0.4) }
  if (way >= likeCapital && shape / digit >= widerCapitals) return { char: 'O', sureness: surenessOf((way - likeCapital) / 0.6) }
  return null
}

function tellByCapital(share: number): Verdict | null {
  if (share <= zeroOverCapital) return { char: '0', sureness: surenessOf((zeroOverCapital - share) / 0.1) }
  if (share >= roundOverCapital) return { char: 'O', sureness: surenessOf((share - roundOverCapital) / 0.1) }
  return null
}

/** Ink in the middle of a zero with a dot or a slash, and in the middle of an empty ring, blur allowed for. */
const markedCentre = 0.55
const emptyCentre = 0.2

/** Where one zero of a word is marked, all are, and a ring that is empty is an O. */
function tellByCentre(centre: number | null, hasMarkedZero: boolean): Verdict | null {
  if (centre === null || !hasMarkedZero) return null
  if (centre >= markedCentre) return { char: '0', sureness: surenessOf((centre - markedCentre) / 0.2) }
  if (centre <= emptyCentre) return { char: 'O', sureness: surenessOf((emptyCentre - centre) / 0.1) }
  return null
}

/** Mean ink of the very middle of a box, where a dot is and a slash passes. */
function inkOfCentre({ width, height, shares }: InkPlane): number {
  const [left, right] = [Math.floor(width * 0.4), Math.ceil(width * 0.6)]
  const [top, bottom] = [Math.floor(height * 0.45), Math.ceil(height * 0.55)]
  let total = 0
  for (let y = top; y < bottom; y++) total += sum(shares.subarray(y * width + left, y * width + right))
  return total / Math.max(1, (right - left) * (bottom - top))
}

/** A bare stroke is no wider than this to its height (bold fonts included); a 1 with its flag is wider. */
const widestStroke = 0.22
const narrowestFlag = 0.25

/** A bare stroke is an I; a flag to the left of the top alone, a 1; a serif to both sides of the top, an I. */
function tellBar(ink: Ink, { heightPx }: Widths): Verdict | null {
  if (heightPx === null || Math.abs(ink.height / heightPx - 1) > 0.08) return null
  const shape = ink.width / ink.height
  if (shape <= widestStroke) return { char: 'I', sureness: surenessOf((widestStroke - shape) / 0.06) }
  if (shape < narrowestFlag) return null
  const { left, right, stem } = armsOfTop(ink.plane)
  if (left >= 0.5 * stem && right <= 0.2 * stem) return { char: '1', sureness: surenessOf((left / stem - 0.5) / 0.5) }
  if (left >= 0.35 * stem && right >= 0.5 * stem) return { char: 'I', sureness: surenessOf((right / stem - 0.5) / 0.3) }
  return null
}

/** How far ink reaches left and right of the stem near the top, and how wide the stem is, in pixels. */
function armsOfTop({ width, height, shares }: InkPlane): { readonly left: number; readonly right: number; readonly stem: number } {
  const profile = new Float32Array(width)
  const [from, until] = [Math.floor(height * 0.45), Math.ceil(height * 0.75)]
  for (let y = from; y < until; y++)
    for (let x = 0; x < width; x++) profile[x] = (profile[x] ?? 0) + (shares[y * width + x] ?? 0) / (until - from)
  const stemLeft = profile.findIndex((share) => share >= 0.5)
  const stemRight = profile.findLastIndex((share) => share >= 0.5) + 1
  let [left, right] = [0, 0]
  for (let y = 0; y < height * 0.35; y++) {
    const row = shares.subarray(y * width, (y + 1) * width)
    left = Math.max(left, sum(row.subarray(0, Math.max(0, stemLeft))))
    right = Math.max(right, sum(row.subarray(stemRight)))
  }
  return { left, right, stem: Math.max(1, stemRight - stemLeft) }
}

function sum(values: Float32Array): number {
  return values.reduce((total, value) => total + value, 0)
}

function surenessOf(margin: number): number {
  return 0.9 + 0.07 * Math.min(1, Math.max(0, margin))
}

function median(values: readonly number[]): number | null {
  if (values.length === 0) return null
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? (sorted[middle] ?? null) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}
