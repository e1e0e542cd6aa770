import type { Field } from '../model/field.js'
import type { Reading } from '../model/reading.js'
import { findErrorCodes } from './fields/error-code.js'
import { findAmounts } from './fields/find-amounts.js'
import { findLabels } from './fields/find-labels.js'
import { findNumbers } from './fields/find-numbers.js'
import { findTimestamps } from './fields/find-timestamps.js'
import { layOutPage } from './fields/page.js'
import { settleConflicts } from './fields/settle-conflicts.js'

/** The values a reading shows, each in its normal form, by line. A page too poor to read gives only what was read with certainty. */
export function extractFields(reading: Reading): readonly Field[] {
  const page = layOutPage(reading)
  const labels = findLabels(page)

  const numbers = findNumbers(page, labels)
  const timestamps = findTimestamps(page, labels)
  const amounts = findAmounts(page, labels)
  const errorCodes = findErrorCodes(reading)

  const fields = settleConflicts([...errorCodes, ...numbers, ...timestamps, ...amounts])
  return fields.filter((field) => isTrustworthy(field, reading)).toSorted((a, b) => a.line - b.line || a.box[0] - b.box[0])
}

/** Of a blank or tiny picture, guesses are not passed on. */
function isTrustworthy({ confidence, unreadable }: Field, { quality }: Reading): boolean {
  if (!quality.includes('blank') && !quality.includes('too-small')) return true
  return confidence >= 0.9 && !unreadable
}
