import type { Box, Reading, TextLine } from '../model/reading.js'
import { listScreens } from './list-screens.js'

/** What challenge codes are made of: nothing that is read for something else by people (0 O 1 I L). A code has a letter and a digit at least. */
const characters = '[2-9A-HJKMNP-Z]'
const code = new RegExp(`^(?=.*\\d)(?=.*[A-Z])${characters}{6}$`)

/** Never a bare 验证码: that is a text message's. */
const label =
  /录屏(?:验证|校验|口令|暗号|识别)?码|录制(?:验证|校验)?码|挑战码|校验码|challenge\s?code|recording\s?code|verification\s?phrase/i

/** The one-time code of the buyer's page (trust.md), beside its label on a screen of a recording; null when none is read for certain, or when two differ. What is typed is no challenge. */
export function findChallengeCode(reading: Reading): string | null {
  if (reading.media !== 'recording') return null
  const typed = (reading.recording?.motion.typing ?? []).map(({ box }) => box)
  const found = listScreens(reading).flatMap(({ page: { lines } }) =>
    lines.flatMap((line) => {
      const match = label.exec(line.text)
      if (!match) return []
      const own = codeIn(line.text.slice(match.index + match[0].length))
      if (own !== null) return isTyped(line, typed) ? [] : [own]
      const value = besideLabel(line, lines)
      const besides = value && !isTyped(value, typed) ? codeIn(value.text) : null
      return besides === null ? [] : [besides]
    }),
  )
  const codes = [...new Set(found)]
  return codes.length === 1 ? (codes[0] ?? null) : null
}

/** The text is the code and nothing more, its characters perhaps set apart. */
function codeIn(text: string): string | null {
  const bare = text.replace(/^[\s:：=是为]+|(?:复制|copy|[\s。.])+$/gi, '')
  const joined = /^(?:\S\s+){5}\S$/.test(bare) ? bare.replace(/\s/g, '') : bare.replace(/^(\S{3})[\s-](\S{3})$/, '$1$2')
  return code.test(joined) ? joined : null
}

/** What stands right of the label on its row, else right below it. */
function besideLabel(of: TextLine, lines: readonly TextLine[]): TextLine | null {
  const [x, y, width, height] = of.box
  const others = lines.filter((line) => line !== of)
  const right = others
    .filter(({ box }) => box[0] >= x + width - height / 2 && Math.abs(box[1] + box[3] / 2 - y - height / 2) < height * 0.7)
    .toSorted((a, b) => a.box[0] - b.box[0])[0]
  if (right) return right
  const below = others.filter(
    ({ box }) => box[1] >= y + height / 2 && box[1] - (y + height) < 3 * height && box[0] < x + width && x < box[0] + box[2],
  )
  return below.toSorted((a, b) => a.box[1] - b.box[1])[0] ?? null
}

function isTyped({ box: [x, y, width, height] }: TextLine, typed: readonly Box[]): boolean {
  return typed.some(
    ([left, top, across, down]) =>
      left < x + width && x < left + across && Math.min(y + height, top + down) - Math.max(y, top) > 0.4 * Math.min(height, down),
  )
}
