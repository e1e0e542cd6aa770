import type { Field } from '../../src/model/field.js'
import type { FoundField } from './clip-reading.js'

/** The values of fields, each (type, value) once with its best confidence; what is unreadable has no value. */
export function foundFields(fields: readonly Field[]): readonly FoundField[] {
  const byValue = new Map<string, FoundField>()
  for (const field of fields) {
    if (field.value === null) continue
    const key = `${field.type} ${field.value}`
    if ((byValue.get(key)?.confidence ?? -1) >= field.confidence) continue
    byValue.set(key, { type: field.type, value: field.value, confidence: field.confidence })
  }
  return [...byValue.values()]
}
