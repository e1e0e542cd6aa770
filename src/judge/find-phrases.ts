import type { Phrase } from '../model/examined.js'
import type { Reading } from '../model/reading.js'
import { describePage, type PageShape } from './describe-page.js'
import { boxOf, confidenceOf, type FoldedLine } from './fold-lines.js'
import { messageMeaning } from './lexicon/redemption-messages.js'
import { anywhere, inConversation, type PhrasePattern } from './phrase-patterns.js'
import { weighContext } from './weigh-context.js'

/** What the text of a reading says, with denial and context weighed: what a FAQ, a poster or a person in a chat merely mentions is not among it. */
export function findPhrases(reading: Reading): readonly Phrase[] {
  const page = describePage(reading)
  const isChat = page.chatScore > 0
  const phrases: Phrase[] = []
  for (const line of page.lines) {
    const text = withNextLine(line, page.lines)
    if (text.trim().length < 2) continue
    for (const pattern of anywhere) {
      // in a conversation people tell of failures; that is no screen that fails
      if (isChat && (pattern.says === 'failure' || pattern.says === 'success')) continue
      collect(pattern, line, text, page, phrases)
    }
    if (isChat && !page.isOwnSide(line)) for (const pattern of inConversation) collect(pattern, line, text, page, phrases)
  }
  return phrases
}

function collect(pattern: PhrasePattern, line: FoldedLine, text: string, page: PageShape, phrases: Phrase[]): void {
  pattern.wording.lastIndex = 0
  for (let match = pattern.wording.exec(text); match; match = pattern.wording.exec(text)) {
    // an empty match would never end
    if (match[0] === '') pattern.wording.lastIndex++
    if (match.index >= line.text.length) return
    const end = match.index + match[0].length
    const weighed = weighContext(pattern.says, line, text, match.index, end, page)
    const says = weighed === 'says' ? pattern.says : weighed === 'denied' ? pattern.denied : null
    if (says === null || match[0] === '') continue
    const endHere = Math.min(end, line.text.length)
    const meaning = says === 'failure' || says === 'licence-bad' ? messageMeaning(text, page.text) : null
    phrases.push({
      says,
      text: line.line.text.slice(match.index, endHere).trim(),
      line: line.index,
      box: boxOf(line.line, match.index, endHere),
      frameMs: line.line.frameMs,
      confidence: Math.min(confidenceOf(line.line, match.index, endHere), weighed === 'denied' ? 0.8 : 1),
      ...(meaning ? { meaning } : {}),
    })
    return
  }
}

/** A line's text with the beginning of the line it runs on into: sentences wrap. */
function withNextLine(line: FoldedLine, lines: readonly FoldedLine[]): string {
  const next = lines[line.index + 1]
  if (!next || next.line.frameMs !== line.line.frameMs) return line.lower
  const [x, y, width, height] = line.line.box
  const [nextX, nextY, nextWidth, nextHeight] = next.line.box
  const under = nextY > y + height / 2 && nextY < y + 2 * height
  const flush = Math.abs(nextX - x) < 1.5 * height && nextWidth <= width + 4 * height && Math.abs(nextHeight - height) < height * 0.4
  if (!under || !flush || width < 6 * height) return line.lower
  const gap = /[a-z,.;:)]$/.test(line.lower) ? ' ' : ''
  return line.lower + gap + next.lower.slice(0, 30)
}
