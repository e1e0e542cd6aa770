import type { Phrase } from '../model/examined.js'
import type { Reading } from '../model/reading.js'
import { describePage, type PageShape } from './describe-page.js'
import { boxOf, confidenceOf, type FoldedLine } from './fold-lines.js'
import type { Bubble } from './group-bubbles.js'
import { messageMeaning } from './lexicon/redemption-messages.js'
import { listScreens } from './list-screens.js'
import { inConversations, onScreens, type PhrasePattern } from './phrase-patterns.js'
import { weighContext } from './weigh-context.js'

/** What the text of a reading says, with denial and context weighed: what a FAQ, a poster or a person in a chat merely mentions is not among it. Of a recording, what each screen says that no screen before it said. */
export function findPhrases(reading: Reading): readonly Phrase[] {
  if (reading.media === 'image') return ofPage(reading)
  const seen = new Set<number>()
  return listScreens(reading).flatMap(({ page, lines }) => {
    const said = ofPage(page).flatMap((phrase) => {
      const line = lines[phrase.line] ?? phrase.line
      return seen.has(line) ? [] : [{ ...phrase, line }]
    })
    for (const line of lines) seen.add(line)
    return said
  })
}

function ofPage(reading: Reading): readonly Phrase[] {
  const page = describePage(reading)
  return page.chatScore > 0 ? inTalk(page) : onScreen(page)
}

function onScreen(page: PageShape): Phrase[] {
  const phrases: Phrase[] = []
  for (const line of page.lines) {
    if (line.text.trim().length < 2) continue
    const text = withNextLine(line, page.lines)
    for (const pattern of onScreens) collect(pattern, text, line.text.length, () => [line, 0], page, phrases)
  }
  return phrases
}

/** In a conversation people tell of failures, which is no screen that fails; what counts is what the other side says. */
function inTalk(page: PageShape): Phrase[] {
  const phrases: Phrase[] = []
  for (const bubble of page.bubbles) {
    for (const pattern of inConversations) {
      if (pattern.says !== 'instruction' && bubble.speaker === 'own') continue
      collect(pattern, bubble.text, bubble.text.length, (at) => lineAt(bubble, at), page, phrases)
    }
  }
  // whoever asks to be contacted in private is no official support, whatever he says of the key
  const isSupport = page.isOfficialSupport && !phrases.some((phrase) => phrase.says === 'private-contact')
  return isSupport
    ? phrases
    : phrases.filter((phrase) => phrase.says !== 'support-confirms-fault' && phrase.says !== 'support-blames-buyer')
}

function lineAt(bubble: Bubble, at: number): readonly [FoldedLine, number] | null {
  const i = bubble.starts.findLastIndex((start) => start <= at)
  const line = bubble.lines[i]
  const start = bubble.starts[i]
  if (!line || start === undefined) return null
  return [line, start - (line.lower.length - line.lower.trimStart().length)]
}

/** The first wording of a pattern in `text` that counts; `lineOf` gives the line at a place and where it begins in `text`. */
function collect(
  { says, wording, trigger, denied }: PhrasePattern,
  text: string,
  until: number,
  lineOf: (at: number) => readonly [FoldedLine, number] | null,
  page: PageShape,
  phrases: Phrase[],
): void {
  if (!trigger.test(text)) return
  for (const match of text.matchAll(wording)) {
    if (match.index >= until) return
    const place = lineOf(match.index)
    if (!place || match[0] === '') continue
    const [line, offset] = place
    const end = match.index + match[0].length
    const weighed = weighContext({ says, line, text, start: match.index, end }, page)
    const meant = weighed === 'says' ? says : weighed === 'denied' ? denied : null
    if (meant === null) continue
    const from = match.index - offset
    const to = Math.min(end - offset, line.text.length)
    const meaning = meant === 'failure' || meant === 'licence-bad' ? messageMeaning(text, page.text) : null
    phrases.push({
      says: meant,
      // what wraps is given whole
      text: end - offset > to ? match[0] : line.line.text.slice(from, to).trim(),
      line: line.index,
      box: boxOf(line.line, from, to),
      frameMs: line.line.frameMs,
      confidence: Math.min(confidenceOf(line.line, from, to), weighed === 'denied' ? 0.8 : 1),
      ...(meaning ? { meaning } : {}),
    })
    return
  }
}

/** A line's text with the beginning of the line it runs on into: sentences wrap. */
function withNextLine(line: FoldedLine, lines: readonly FoldedLine[]): string {
  const next = lines[line.index + 1]
  if (!next) return line.lower
  const [x, y, width, height] = line.line.box
  const [nextX, nextY, nextWidth, nextHeight] = next.line.box
  const under = nextY > y + height / 2 && nextY < y + 2 * height
  const flush = Math.abs(nextX - x) < 1.5 * height && nextWidth <= width + 4 * height && Math.abs(nextHeight - height) < height * 0.4
  if (!under || !flush || width < 6 * height) return line.lower
  const gap = /[a-z,.;:)]$/.test(line.lower) ? ' ' : ''
  return line.lower + gap + next.lower.slice(0, 30)
}
