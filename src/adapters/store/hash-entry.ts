import { createHash } from 'node:crypto'
import type { AuditEntry } from '../../ports/store/audit.js'

/** What the first entry of a platform follows. */
export const hashBeforeFirst = '0'.repeat(64)

/** SHA-256 over the hash before and the entry in one canonical form: a JSON array of its parts, details by name. */
export function hashEntry(before: string, entry: Omit<AuditEntry, 'hash'> & { readonly platformId: string }): string {
  const { platformId, number, at, actor, action, subject, details } = entry
  const sorted = Object.entries(details).sort(([left], [right]) => (left < right ? -1 : 1))
  return createHash('sha256')
    .update(`${before}\n${JSON.stringify([platformId, number, at, actor, action, subject, sorted])}`)
    .digest('hex')
}
