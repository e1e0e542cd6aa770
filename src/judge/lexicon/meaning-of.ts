import type { CodeMeaning } from '../../model/field.js'
import { adobe, alipay, googlePlay } from './app-stores.js'
import { chromiumNames, chromiumNumbers } from './chromium-net.js'
import type { CodeBook, CodeEntry } from './code-book.js'
import { nintendo, playstation } from './consoles.js'
import { blizzard, epic, netflix, riot, steam } from './game-platforms.js'
import { httpStatus } from './http-status.js'
import { posixErrno } from './posix-errno.js'
import { windowsActivation } from './windows-activation.js'
import { officeSetup, windowsStore, windowsSystem } from './windows-system.js'

/**
 * What the lexicon knows of a code in normal form, or null. A code of a known shape without an entry gets its issuer
 * and points at nobody. `page` is the page's text in lower case, for codes that mean something only beside their issuer.
 */
export function meaningOf(code: string, page = ''): CodeMeaning | null {
  const key = code.startsWith('0x') ? code : code.toUpperCase()
  for (const { book, entry } of entries.get(key) ?? entries.get(key.replace(/\s/g, '')) ?? []) {
    if (book.near && !book.near.test(page)) continue
    const [zh, en, pointsAt, source] = entry
    return { issuer: book.issuer, meaning: { zh, en }, pointsAt, source: source ?? book.source }
  }
  for (const { book, family } of families) {
    if (!family.shape.test(key)) continue
    return { issuer: book.issuer, meaning: { zh: family.zh, en: family.en }, pointsAt: 'unknown', source: book.source }
  }
  return null
}

/** Whether the lexicon has an entry of its own for this code, wherever it stands. */
export function hasEntry(code: string): boolean {
  return entries.has(code)
}

/** The printed form of a name whose separators the reader lost (`ERR CONNECTION RESET`), or null. */
export function nameWithoutSeparators(squeezed: string): string | null {
  return names.get(squeezed) ?? null
}

const books: readonly CodeBook[] = [
  windowsActivation,
  windowsStore,
  windowsSystem,
  officeSetup,
  playstation,
  nintendo,
  steam,
  epic,
  blizzard,
  riot,
  netflix,
  googlePlay,
  adobe,
  alipay,
  chromiumNames,
  chromiumNumbers,
  httpStatus,
  posixErrno,
]

const entries = new Map<string, { book: CodeBook; entry: CodeEntry }[]>()
const names = new Map<string, string>()
for (const book of books) {
  for (const [code, entry] of Object.entries(book.codes)) {
    const known = entries.get(code)
    if (known) known.push({ book, entry })
    else entries.set(code, [{ book, entry }])
    if (code.includes('_')) names.set(code.replace(/_/g, ''), code)
  }
}

const families = books.flatMap((book) => (book.families ?? []).map((family) => ({ book, family })))
