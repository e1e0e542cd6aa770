import { createHmac, randomBytes } from 'node:crypto'
import { Fault } from '../../errors.js'
import { deriveKey, type Seals } from './seals.js'
import type { StoreSession } from './store-database.js'
import { openVault, type Vault } from './vault.js'

/** Where the database keeps the hash key, sealed: marks stay the same when secrets are rotated. */
export const markKeySetting = 'mark-key'
/** Settings of this name and a key's id: something may be sealed under that key. */
export const sealKeySetting = 'seal-key '
/** The secret's mark, as databases had it whose hash key was made of the secret. */
export const oldMarkSetting = 'secret-mark'

/**
 * Opens the vault of this database, and notes in a new one what it is opened with. Throws `secret-key-changed` when one of
 * the keys that documents may be sealed under is not among these secrets.
 */
export async function checkSecret(session: StoreSession, seals: Seals, secrets: readonly string[]): Promise<Vault> {
  const known = await readSettings(session)
  if (!known.has(markKeySetting)) await noteMarkKey(session, seals, secrets, known.get(oldMarkSetting))
  const settings = await readSettings(session)
  const sealed = [...settings.keys()].filter((name) => name.startsWith(sealKeySetting)).map((name) => name.slice(sealKeySetting.length))
  const missing = sealed.filter((id) => !seals.keyIds.includes(id))
  if (missing.length > 0) {
    throw new Fault('secret-key-changed', `SECRET_KEY and SECRET_KEYS_OLD do not hold the secret of key ${missing.join(', ')}`)
  }
  const vault = openVault(seals, openMarkKey(seals, settings.get(markKeySetting) ?? ''))
  await note(session, `${sealKeySetting}${seals.keyIds[0]}`, '')
  return vault
}

/** The hash key as a setting: sealed, in base64. */
export function sealMarkKey(seals: Seals, markKey: string): string {
  return Buffer.from(seals.seal(markKeySetting, markKey)).toString('base64')
}

/** The hash key of such a setting, in base64. Throws `internal` when none of the secrets opens it. */
export function unsealMarkKey(seals: Seals, setting: string): string {
  return seals.unseal<string>(markKeySetting, Buffer.from(setting, 'base64'))
}

function openMarkKey(seals: Seals, setting: string): Buffer {
  try {
    return Buffer.from(unsealMarkKey(seals, setting), 'base64')
  } catch (cause) {
    throw new Fault('secret-key-changed', 'SECRET_KEY opens nothing that is sealed here', { cause })
  }
}

/** A random one in a new database; in an older one that which its marks were made with. */
async function noteMarkKey(session: StoreSession, seals: Seals, secrets: readonly string[], oldMark: string | undefined): Promise<void> {
  const madeWith = secrets.findIndex((secret) => oldMark === oldMarkOf(secret))
  if (oldMark !== undefined && madeWith < 0) throw new Fault('secret-key-changed', 'SECRET_KEY opens nothing that is sealed here')
  const secret = secrets[madeWith]
  const markKey = secret === undefined ? randomBytes(32) : deriveKey(secret, 'mark')
  await note(session, `${sealKeySetting}${seals.keyIds[Math.max(madeWith, 0)]}`, '')
  await note(session, `${sealKeySetting}${seals.keyIds[0]}`, '')
  await note(session, markKeySetting, sealMarkKey(seals, markKey.toString('base64')))
}

function oldMarkOf(secret: string): string {
  return createHmac('sha256', deriveKey(secret, 'mark')).update('the secret of this database').digest('hex')
}

async function readSettings(session: StoreSession): Promise<ReadonlyMap<string, string>> {
  const { rows } = await session.query('SELECT name, value FROM swiftproof.settings', [])
  return new Map(rows.map(([name, value]) => [String(name), String(value)]))
}

/** Of two processes that note the same, the first stays. */
async function note(session: StoreSession, name: string, value: string): Promise<void> {
  await session.query('INSERT INTO swiftproof.settings (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING', [name, value])
}
