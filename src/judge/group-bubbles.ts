import type { FoldedLine } from './fold-lines.js'

/** Lines of a conversation that belong together, and who says them: `own` is the side of whoever took the picture. */
export interface Bubble {
  readonly lines: readonly FoldedLine[]
  /** The lines run together, lower case. */
  readonly text: string
  /** Where each line begins in `text`. */
  readonly starts: readonly number[]
  readonly speaker: 'own' | 'theirs' | 'unsure'
  /** Its margins alone tell the speaker. */
  readonly isClear: boolean
}

/**
 * Groups lines into what one speaker says at once. Short bubbles show their side by their margins; full ones fill the
 * same width on both sides and are told apart by how they speak, and stay `unsure` where they speak like both.
 */
export function groupBubbles(lines: readonly FoldedLine[], widthPx: number): readonly Bubble[] {
  const groups: FoldedLine[][] = []
  for (const line of lines) {
    const last = groups.at(-1)
    if (last && runsOn(last, line)) last.push(line)
    else groups.push([line])
  }
  return groups.map((group) => {
    const starts: number[] = []
    let text = ''
    for (const { lower } of group) {
      const trimmed = lower.trim()
      if (/[a-z0-9,.;:!?)]$/.test(text) && /^[a-z0-9(]/.test(trimmed)) text += ' '
      starts.push(text.length)
      text += trimmed
    }
    return { lines: group, text, starts, ...speakerOf(group, text, widthPx) }
  })
}

function runsOn(group: readonly FoldedLine[], line: FoldedLine): boolean {
  const before = group.at(-1)?.line
  const first = group[0]?.line
  if (!before || !first) return false
  const gap = line.line.box[1] - (before.box[1] + before.box[3])
  const height = Math.max(before.box[3], line.line.box[3])
  return (
    gap < height * 0.6 &&
    gap > -height * 0.6 &&
    Math.abs(line.line.box[0] - first.box[0]) < height &&
    Math.min(before.box[3], line.line.box[3]) > height * 0.6
  )
}

const speaksForDesk =
  /您|亲[,，~!]|核实|我方|我们|为你|为您|客服|抱歉|请(?:您|提供|联系|向|稍)|感谢|how can i help|we (?:have|can|will|are)|your (?:key|code|order|account|request)|i (?:have )?checked|please (?:provide|contact|wait)/
const speaksForBuyer =
  /帮我|我的|我要|我买|我想|请核实|怎么|能退吗|不了|为什么|没有到账$|my (?:key|code|order|account)|i (?:bought|want|need|can't)/

function speakerOf(group: readonly FoldedLine[], text: string, widthPx: number): Pick<Bubble, 'speaker' | 'isClear'> {
  const left = Math.min(...group.map(({ line }) => line.box[0]))
  const right = Math.max(...group.map(({ line }) => line.box[0] + line.box[2]))
  // a long bubble leaves less of its free side, and next to none of the other
  const clearLeft = left > widthPx * 0.3 || (left > widthPx * 0.2 && right > widthPx * 0.92)
  const clearRight = right < widthPx * 0.72 || (right < widthPx * 0.8 && left < widthPx * 0.08)
  if (clearLeft && !clearRight) return { speaker: 'own', isClear: true }
  if (clearRight && !clearLeft && left < widthPx * 0.25) return { speaker: 'theirs', isClear: true }
  const desk = speaksForDesk.test(text)
  const buyer = speaksForBuyer.test(text)
  return { speaker: desk === buyer ? 'unsure' : desk ? 'theirs' : 'own', isClear: false }
}
