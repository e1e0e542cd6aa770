import type { Field } from '../model/field.js'
import type { Reading } from '../model/reading.js'
import { dropTyped } from './fields/drop-typed.js'
import { findErrorCodes } from './fields/error-code.js'
import { findAmounts } from './fields/find-amounts.js'
import { findLabels } from './fields/find-labels.js'
import { findNumbers } from './fields/find-numbers.js'
import { findTimestamps } from './fields/find-timestamps.js'
import { layOutPage } from './fields/page.js'
import { settleConflicts } from './fields/settle-conflicts.js'
import { listScreens } from './list-screens.js'

/**
 * The values a reading shows, each in its normal form, by line. Of a recording every screen is a page by itself, and a value
 * is one field for each line it stands in. A page too poor to read gives only what was read with certainty.
 */
export function extractFields(reading: Reading): readonly Field[] {
  const found = listScreens(reading).flatMap(({ page, lines }) =>
    fieldsOfPage(page).map((field): Field => ({ ...field, line: lines[field.line] ?? field.line })),
  )
  const fields = reading.media === 'image' ? found : dropTyped(settleConflicts(found))
  return fields.filter((field) => isTrustworthy(field, reading)).toSorted((a, b) => a.line - b.line || a.box[0] - b.box[0])
}

function fieldsOfPage(reading: Reading): readonly Field[] {
  const page = layOutPage(reading)
  const labels = findLabels(page)

  const numbers = findNumbers(page, labels)
  const timestamps = findTimestamps(page, labels)
  const amounts = findAmounts(page, labels)
  const errorCodes = findErrorCodes(reading)

  return settleConflicts([...errorCodes, ...numbers, ...timestamps, ...amounts])
}

/** Of a blank or tiny picture, guesses are not passed on. */
function isTrustworthy({ confidence, unreadable }: Field, { quality }: Reading): boolean {
  if (!quality.includes('blank') && !quality.includes('too-small')) return true
  return confidence >= 0.9 && !unreadable
}
