import type { ClassifiedScreen } from '../../model/examined.js'
import type { Field } from '../../model/field.js'
import type { Box, Reading, TextLine, Typing } from '../../model/reading.js'
import { keyForm } from '../fields/key-form.js'
import { isMixed } from '../fields/known-formats.js'
import { listScreens } from '../list-screens.js'
import { maskKey } from '../mask-key.js'
import { traceScreens } from '../trace-screens.js'
import type { ToldFinding } from './finding.js'

/** The keys that were entered, typed or pasted, each as it stood there in the end. What a page shows by itself was not entered. */
export function findEnteredKeys(reading: Reading, fields: readonly Field[], screens: readonly ClassifiedScreen[]): readonly ToldFinding[] {
  const typed = typedKeys(reading, fields)
  const pasted = pastedKeys(reading, fields, screens).filter(({ line }) => !typed.some((each) => each.line === line))
  return [...typed, ...pasted].map(toFinding)
}

interface EnteredKey {
  readonly line: number
  readonly value: string
  readonly atMs: number
  readonly untilMs: number
  readonly how: 'typed' | 'pasted'
}

/** Lines that stand where characters came one after the other; of one line all its runs together. */
function typedKeys(reading: Reading, fields: readonly Field[]): readonly EnteredKey[] {
  const found = new Map<number, EnteredKey>()
  for (const run of reading.recording?.motion.typing ?? []) {
    if (run.direction !== 'grows') continue
    const place = reading.lines.findLastIndex((line, i) => isTypedIn(line, run) && keyOn(i, line, fields) !== null)
    const line = reading.lines[place]
    const value = line ? keyOn(place, line, fields) : null
    if (value === null) continue
    const known = found.get(place)
    const atMs = Math.min(known?.atMs ?? run.atMs, run.atMs)
    found.set(place, { line: place, value, atMs, untilMs: Math.max(known?.untilMs ?? run.untilMs, run.untilMs), how: 'typed' })
  }
  return [...found.values()]
}

/** A screen is read as it stood last, so a line may be older than what was typed into it, or be read on the screen after. */
const readAfterMs = 1500

function isTypedIn({ box, frameMs, untilMs }: TextLine, run: Typing): boolean {
  const from = frameMs ?? 0
  return from <= run.untilMs + readAfterMs && (untilMs ?? from) >= run.atMs && overlaps(box, run.box)
}

function overlaps(a: Box, b: Box): boolean {
  const across = Math.min(a[0] + a[2], b[0] + b[2]) - Math.max(a[0], b[0])
  const down = Math.min(a[1] + a[3], b[1] + b[3]) - Math.max(a[1], b[1])
  return across > 0 && down >= 0.4 * Math.min(a[3], b[3])
}

/** The key on a line: a field, or a code that nothing else claims and that has a key's form. */
function keyOn(index: number, line: TextLine, fields: readonly Field[]): string | null {
  const here = fields.filter((field) => field.line === index)
  const key = here.find((field) => field.type === 'card-key' && field.value !== null)
  if (key) return key.value
  if (here.length > 0) return null
  const codes = line.text.toUpperCase().match(/[A-Z\d]+(?:-[A-Z\d]+)*/g) ?? []
  return codes.find((code) => keyForm(code) !== 'none' || (code.length >= 10 && isMixed(code))) ?? null
}

/** At most so many lines come or change with a paste: the value, a button, a note. */
const mostNewLines = 4

/** A key that came at once into a page which was there before and takes keys. On an order's page, in a chat or on a bill it was shown, not entered. */
function pastedKeys(reading: Reading, fields: readonly Field[], screens: readonly ClassifiedScreen[]): readonly EnteredKey[] {
  const pages = new Map(listScreens(reading).map((each) => [each.screen, each] as const))
  const stays = traceScreens(reading)
  return stays.flatMap((stay, i): readonly EnteredKey[] => {
    const [page, before] = [pages.get(stay.screen), pages.get(stays[i - 1]?.screen ?? -1)]
    const kind = screens.find(({ screen }) => screen === stay.screen)?.kind
    if (!page || !before || stay.isReturn || showsGoods.has(kind ?? 'other')) return []
    const fresh = page.lines.filter((line) => !before.lines.includes(line))
    if (fresh.length > mostNewLines || fresh.length > page.lines.length / 2) return []
    if (!page.page.lines.some(({ text }) => takesKeys.test(text))) return []
    return fields.flatMap((field) => {
      if (field.type !== 'card-key' || field.value === null || !fresh.includes(field.line)) return []
      return [{ line: field.line, value: field.value, atMs: stay.atMs, untilMs: stay.atMs, how: 'pasted' as const }]
    })
  })
}

const showsGoods: ReadonlySet<string> = new Set(['order-page', 'payment-receipt', 'support-chat', 'merchant-promise'])
const takesKeys = /激活|啟用|兑换|兌換|充值|输入|輸入|密钥|金鑰|redeem|activat|product key|enter|submit|verify/i

function toFinding({ line, value, atMs, untilMs, how }: EnteredKey): ToldFinding {
  const shown = maskKey(value)
  const because =
    how === 'typed'
      ? { zh: `逐个输入了卡密 ${shown}`, en: `the key ${shown} is typed` }
      : { zh: `粘贴了卡密 ${shown}`, en: `the key ${shown} is pasted` }
  return { code: 'key-entered', atMs, untilMs, because, value, line }
}
