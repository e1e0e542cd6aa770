import { createHmac } from 'node:crypto'
import type { Seals } from './seals.js'

/** Seals documents and hashes values. */
export interface Vault extends Seals {
  /** HMAC-SHA256, lower-case hexadecimal: the same value gives the same mark, and the mark does not give the value. */
  mark(value: string): string
}

/** The vault of these seals and this hash key, which stays the same for the life of a database. */
export function openVault(seals: Seals, markKey: Buffer): Vault {
  return { ...seals, mark: (value) => createHmac('sha256', markKey).update(value).digest('hex') }
}
