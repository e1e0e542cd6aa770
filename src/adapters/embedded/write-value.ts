/** A parameter as PostgreSQL reads it in text form, by the rules of node-postgres. */
export function writeValue(value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex')}`
  if (Array.isArray(value)) return `{${value.map(writeElement).join(',')}}`
  if (typeof value === 'object') return JSON.stringify(value)
  return String(value)
}

/** Within an array every text is quoted: only the bare word NULL is none. */
function writeElement(value: unknown): string {
  if (Array.isArray(value)) return writeValue(value) ?? '{}'
  const text = writeValue(value)
  return text === null ? 'NULL' : `"${text.replace(/[\\"]/g, '\\$&')}"`
}
