import type { Examined } from '../model/examined.js'
import type { Box, Screen, TextLine } from '../model/reading.js'

/** A stretch of a piece of evidence that shows (part of) a card key. */
export interface KeyPlace {
  /** Index of the screen where `box` stands; 0 for a still. */
  readonly screen: number
  readonly box: Box
  /** Indices of the other distinct screens that show it too, perhaps elsewhere. */
  readonly alsoIn: readonly number[]
}

/** Every place of a still, or of a recording's screens, that shows something which `hide` masks, or a card key that was read. */
export function placeKeys({ reading, fields }: Examined, hide: (text: string) => string): readonly KeyPlace[] {
  const { screens, lines } = reading
  const place = (line: TextLine, box: Box) => (reading.media === 'image' ? { screen: 0, box, alsoIn: [] } : placeLine(line, box, screens))
  const fromFields = fields.flatMap((field) => {
    const line = lines[field.line]
    return field.type === 'card-key' && line ? [place(line, field.box)] : []
  })
  const fromLines = lines.flatMap((line) => {
    const box = hiddenPart(line, hide(line.text))
    return box ? [place(line, box)] : []
  })
  return [...fromFields, ...fromLines].filter((place) => place !== null)
}

function placeLine(line: TextLine, box: Box, screens: readonly Screen[]): KeyPlace | null {
  const fromMs = line.frameMs ?? 0
  const first = screens.find(({ untilMs }) => fromMs < untilMs) ?? screens.at(-1)
  if (!first) return null
  const screen = first.sameAs ?? first.index
  const untilMs = line.untilMs ?? first.untilMs
  const within = screens.filter((one) => one.frameMs < untilMs && one.untilMs > fromMs).map(({ index, sameAs }) => sameAs ?? index)
  const all = new Set(line.shownIn ?? within)
  all.delete(screen)
  return { screen, box, alsoIn: [...all] }
}

/** The part of the line whose characters were changed by hiding; all of it where characters have no place of their own. */
function hiddenPart({ text, glyphs, box }: TextLine, hidden: string): Box | null {
  if (hidden === text) return null
  const before = [...text]
  const after = [...hidden]
  if (glyphs.length !== before.length) return box
  let start = 0
  while (start < before.length && before[start] === after[start]) start++
  let end = 0
  while (end < before.length - start && before.at(-1 - end) === after.at(-1 - end)) end++
  const [first, last] = [glyphs[Math.max(0, start - shownEnds)], glyphs[Math.min(before.length - 1, before.length - 1 - end + shownEnds)]]
  if (!first || !last) return box
  return [first.x, box[1], last.x + last.width - first.x, box[3]]
}

/** A masked key keeps its first and last four characters; in a picture they go too. */
const shownEnds = 4
