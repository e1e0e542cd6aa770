import type { Field, FieldType } from '../src/model/field.js'

/** A drawn picture with its ground truth (fixtures/generator/draw-bench). */
export interface TruthPicture {
  readonly file: string
  readonly template: string
  readonly degradation: string
  readonly width: number
  readonly height: number
  readonly fields: readonly { readonly type: FieldType; readonly value: string; readonly legible: boolean }[]
}

export interface Accuracy {
  /** By type: how many legible fields there are, and how many were found with exactly their value. */
  readonly found: Partial<Record<FieldType, { hits: number; of: number }>>
  /** Values reported with confidence ≥ 0.95 that the picture does not show. */
  confidentWrong: number
}

export function newAccuracy(): Accuracy {
  return { found: {}, confidentWrong: 0 }
}

/** Adds one picture to the tally; returns what was missed or wrongly said, in words. */
export function scorePicture(accuracy: Accuracy, picture: TruthPicture, fields: readonly Field[]): string[] {
  const words: string[] = []
  for (const { type, value, legible } of picture.fields) {
    if (!legible) continue
    const tally = accuracy.found[type] ?? { hits: 0, of: 0 }
    accuracy.found[type] = tally
    tally.of++
    if (fields.some((field) => field.type === type && sameValue(type, field.value, value))) tally.hits++
    else words.push(`missed ${type} ${value} <- ${fields.filter((field) => field.type === type).map((field) => field.value)}`)
  }
  for (const { type, value, confidence } of fields) {
    if (value === null || confidence < 0.95) continue
    if (picture.fields.some((known) => sameValue(type, value, known.value))) continue
    accuracy.confidentWrong++
    words.push(`wrong ${type} ${value} at ${confidence.toFixed(3)}`)
  }
  return words
}

/** "found/of percent". */
export function percent({ found }: Accuracy, type: FieldType): string {
  const tally = found[type]
  return tally ? `${((100 * tally.hits) / tally.of).toFixed(1)}% (${tally.hits}/${tally.of})` : '–'
}

/** Whether a value as read is the known one: amounts as numbers, times with or without their seconds when these are 00. */
export function sameValue(type: FieldType, read: string | null, known: string): boolean {
  if (read === null) return false
  if (type === 'amount') return Number(read) === Number(known)
  if (type === 'timestamp') return read === known || `${read}:00` === known || read === `${known}:00`
  return read === known
}
