import type { Field } from '../../model/field.js'
import { foldConfusables, squash } from '../fold-confusables.js'

/** Drops what was only the beginning of a value: a shorter number that a later, longer one in the same place continues. */
export function dropTyped(fields: readonly Field[]): readonly Field[] {
  const whole = fields.filter((field) => isNumber(field) && field.value !== null)
  return fields.filter((field) => !whole.some((later) => continues(later, field)))
}

function isNumber({ type }: Field): boolean {
  return type === 'card-key' || type.endsWith('-number')
}

function continues(later: Field, field: Field): boolean {
  if ((later.frameMs ?? 0) <= (field.frameMs ?? 0) || !isSamePlace(later, field)) return false
  const [long, short] = [plain(later), plain(field)]
  // a text cursor behind the last character is read as an I or a 1
  return short.length < long.length && (long.startsWith(short) || (short.endsWith('1') && long.startsWith(short.slice(0, -1))))
}

/** They begin at the same place: within a character and a half, on the same row. */
function isSamePlace({ box: a }: Field, { box: b }: Field): boolean {
  const height = Math.min(a[3], b[3])
  const overlap = Math.min(a[1] + a[3], b[1] + b[3]) - Math.max(a[1], b[1])
  return overlap >= 0.5 * height && Math.abs(a[0] - b[0]) <= 1.5 * height
}

function plain({ value, text }: Field): string {
  return foldConfusables(squash(value ?? text))
}
