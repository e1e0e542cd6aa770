/** A character and how sure the net is of each that it might be. */
export interface Candidate {
  readonly char: string
  readonly options: readonly (readonly [char: string, probability: number])[]
}

/** A character exchanged for the one its word allows, at its place in the line. */
export interface Mend {
  readonly index: number
  readonly char: string
  /** How sure the net is of the shape: of any of the characters that look like it. */
  readonly confidence: number
}

interface Rule {
  readonly word: RegExp
  /** Characters to exchange within a word that fits, and for what. */
  readonly exchange: ReadonlyMap<string, string>
  /** Where in the word; everywhere without it. */
  readonly at?: RegExp
}

const roundShapes = ['0', 'O', 'o', 'Q', 'D']
const barShapes = ['I', 'l', '1', '|', 'i']
const crossShapes = ['x', 'X', '×']
const shapes = [roundShapes, barShapes, crossShapes]

/**
 * What the shape alone cannot tell but the word around it can. Only words that can be nothing else:
 * numbers and keys, in which any letter may stand, are left as read.
 */
const rules: readonly Rule[] = [
  // A hexadecimal code: 0x and at least three digits. No word of English is spelt like that.
  { word: /(?<![A-Za-z0-9])[0Oo][xX×][0-9A-Fa-fOo]{3,}(?![A-Za-z0-9])/g, exchange: new Map([['O', '0'], ['o', '0'], ['X', 'x'], ['×', 'x']]) }, // biome-ignore format: one rule a line
  // A long run of small hexadecimal digits: hashes and numbers of reports.
  { word: /(?<![A-Za-z0-9])(?=[a-fo]*\d)[0-9a-fo]{12,}(?![A-Za-z0-9])/g, exchange: new Map([['o', '0']]) },
  // A bar beside a capital or two, in a word of letters only: AI, OpenAI, UI, API, ID. A group of a key has more, or a hyphen.
  { word: /(?<![A-Za-z0-9-])(?:[A-Z]?[a-z]+)?[A-Z]{1,2}l(?![A-Za-z0-9-])/g, exchange: new Map([['l', 'I']]), at: /l$/ },
  { word: /(?<![A-Za-z0-9-])l[A-Z]{1,2}(?![A-Za-z0-9-])/g, exchange: new Map([['l', 'I']]), at: /^l/ },
  // A nought that opens a word of English: 0ctober, 0rder, 0ffice. Units behind a nought (0min) are no such words.
  {
    word: /(?<![A-Za-z0-9._/-])0(?:rder(?:s|ed)?|ct(?:ober)?|ffice|ffer|ffline|nline|nly|pen|ption(?:s|al)?|riginal|ther|ver|utlook|bject|peration|verview|RDERS?|CT(?:OBER)?|FFICE|NLINE|PEN|PERATION)(?![A-Za-z])/g,
    exchange: new Map([['0', 'O']]),
    at: /^0/,
  },
  // Noughts in words of capitals that print of errors is made of.
  {
    word: /(?<![A-Za-z0-9-])(?:[A-Z_]*ERR0R[A-Z_]*|INF0|C0DE|T0TAL|EC0NN(?:REFUSED|RESET|ABORTED)|P0ST|ERR_[A-Z_]*C0NN[A-Z_]*)(?![A-Za-z0-9-])/g,
    exchange: new Map([['0', 'O']]),
  },
]

/** The characters of a line that their word shows to be others than the net took them for. */
export function mendConfusables(line: readonly Candidate[]): Mend[] {
  // One UTF-16 unit a character, so that places in the text are places in the line.
  const text = line.map(({ char }) => (char.length === 1 ? char : '\ufffd')).join('')
  return rules.flatMap(({ word, exchange, at }) =>
    [...text.matchAll(word)].flatMap((match) =>
      [...match[0]].flatMap((char, offset): Mend[] => {
        const better = exchange.get(char)
        const candidate = line[match.index + offset]
        if (better === undefined || candidate === undefined) return []
        if (at && match[0].search(at) !== offset) return []
        return [{ index: match.index + offset, char: better, confidence: sureOfShape(candidate) }]
      }),
    ),
  )
}

function sureOfShape({ char, options }: Candidate): number {
  const alike = shapes.find((shape) => shape.includes(char)) ?? [char]
  return options.reduce((sum, [option, probability]) => (alike.includes(option) ? sum + probability : sum), 0)
}
