/** Characters a recogniser swaps (reading.md, "Where it errs"): first of each set stands for all of it. */
const sets = ['0OQD', '1IL', '5S', '8B', '2Z', '6BG', 'UV'] as const

const partners = new Map<string, readonly string[]>()
for (const set of sets)
  for (const char of set) partners.set(char, [...(partners.get(char) ?? []), ...[...set].filter((other) => other !== char)])

/** Folds an upper-case value so that values that may look alike become equal: for matching only, never for display. */
export function foldConfusables(value: string): string {
  return value.replace(/[OQDILSBZGV]/g, (char) => folded[char] ?? char)
}

// B looks like 8 and, small, like 6: it folds to 8, and 6 stays with G.
const folded: Readonly<Record<string, string>> = {
  O: '0',
  Q: '0',
  D: '0',
  I: '1',
  L: '1',
  S: '5',
  B: '8',
  Z: '2',
  G: '6',
  V: 'U',
}

/** Upper-case characters that are easily read for `char`. */
export function confusablesOf(char: string): readonly string[] {
  return partners.get(char) ?? []
}

/** Letters and digits alone, upper case, full-width forms made plain: how values are compared. */
export function squash(text: string): string {
  let plain = ''
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    const half = code >= 0xff10 && code <= 0xff5a ? code - 0xfee0 : code
    if ((half >= 48 && half <= 57) || (half >= 65 && half <= 90)) plain += String.fromCharCode(half)
    else if (half >= 97 && half <= 122) plain += String.fromCharCode(half - 32)
  }
  return plain
}
