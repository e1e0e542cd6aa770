import { Fault } from '../../errors.js'
import type { StoreSession } from './store-database.js'
import type { Vault } from './vault.js'

/** Notes the secret's mark in a new database; in another one it must be the same. Throws `secret-key-changed`. */
export async function checkSecret(session: StoreSession, vault: Vault): Promise<void> {
  const mark = vault.mark('the secret of this database')
  await session.query("INSERT INTO swiftproof.settings (name, value) VALUES ('secret-mark', $1) ON CONFLICT DO NOTHING", [mark])
  const { rows } = await session.query("SELECT value FROM swiftproof.settings WHERE name = 'secret-mark'", [])
  if (rows[0]?.[0] !== mark) throw new Fault('secret-key-changed', 'SECRET_KEY opens nothing that is sealed here')
}
