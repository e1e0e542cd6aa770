import type { Strip } from './cut-strip.js'
import { measureInk } from './measure-ink.js'
import { stepPx } from './prepare-input.js'
import { lookalikesOf, type Told, tellLookalikes } from './tell-lookalikes.js'

/** A character as decoded: `centre` in steps from the start of the line. */
export interface PlacedCharacter {
  readonly char: string
  readonly confidence: number
  readonly centre: number
}

/** What a character is among those that look like it, and how sure that is; `isSeen` when its ink tells, not the net alone. */
export interface Reread {
  readonly index: number
  readonly char: string
  readonly share: number
  readonly isSeen: boolean
}

/** Capitals and digits, groups joined by hyphens; l and o are how the net also reads I and O. */
const codeWord = /(?<![A-Za-z0-9])[A-Z0-9lo]+(?:-[A-Z0-9lo]+)*(?![A-Za-z0-9])/g
const shortestWord = 5
/** The order numbers of the commonest shop software; drawn at random, one may hold no digit but a 0 read as O. */
const drawnNumber = /^(?=.*[A-HJ-NP-Z])[A-Z0-9]{16}$/
const hexadecimal = /^[0-9A-FOo]+$/
/**
 * How often the net is right where the ink does not tell (monospaced fonts without a marked zero, characters that touch):
 * of 1,500 O and 0 drawn in 21 fonts two thirds, of 400 I and 1 nine tenths.
 */
const unseenShare = { round: 0.7, bar: 0.9 } as const
/** The net takes I for 1 now and then, but hardly ever while it is this sure; O for 0 it does. */
const sureOfBar = 0.98

/**
 * Every 0, O, 1 and I within the numbers and keys of a line where letters and digits stand side by side, so that no word tells
 * which is which. Ordinary words, plain numbers and hexadecimal codes are left as read.
 */
export function tellByInk(strip: Strip, line: readonly PlacedCharacter[]): Reread[] {
  // One UTF-16 unit a character, so that places in the text are places in the line.
  const text = line.map(({ char }) => (char.length === 1 ? char : '\ufffd')).join('')
  return [...text.matchAll(codeWord)]
    .filter(([word]) => isMixed(word))
    .flatMap(({ 0: { length }, index }) => {
      const word = line.slice(index, index + length)
      const before = line[index - 1]
      const after = line[index + length]
      const centres = word.map(({ centre }) => centre * stepPx)
      const inks = measureInk(strip, centres, before ? before.centre * stepPx : 0, after ? after.centre * stepPx : strip.widthPx)
      const told = tellLookalikes(word.map(({ char }, i) => ({ char, ink: inks[i] ?? null })))
      return word.flatMap((character, i): Reread[] => {
        if (lookalikesOf(character.char).length === 0) return []
        return [
          {
            index: index + i,
            ...reread(
              character,
              told.find((one) => one.index === i),
            ),
          },
        ]
      })
    })
}

/** A number drawn from letters and digits; not a prefix with digits behind it, where every 0 and 1 stands among digits. */
function isMixed(word: string): boolean {
  const plain = word.replaceAll('-', '')
  if (plain.length < shortestWord || hexadecimal.test(plain)) return false
  const changes = plain.replace(/[0O1Ilo]/g, '').match(/(?<=[2-9])[A-Z]|(?<=[A-Z])[2-9]/g)?.length ?? 0
  return changes >= 2 || drawnNumber.test(word) || (/[A-Z0-9]{12}/.test(word) && /\d/.test(word) && /[A-HJ-NP-Z]/.test(word))
}

function reread({ char, confidence }: PlacedCharacter, told: Omit<Told, 'index'> | undefined): Omit<Reread, 'index'> {
  const isBar = !'0Oo'.includes(char)
  const isContradicted = isBar && told?.char !== char && confidence >= sureOfBar
  if (told && !isContradicted) return { char: told.char, share: told.sureness, isSeen: true }
  return { char, share: isBar ? unseenShare.bar : unseenShare.round, isSeen: false }
}
