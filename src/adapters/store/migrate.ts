import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Fault } from '../../errors.js'
import type { StoreSession } from './store-database.js'

/** Any number that no other program on the same server locks by chance. */
const lockNumber = '7309947251'

/** Runs the migrations that this database has not seen, each in a transaction, one process at a time. Throws `migration-failed`. */
export async function migrate(session: StoreSession, now: string): Promise<void> {
  await session.query('SELECT pg_advisory_lock($1)', [lockNumber])
  try {
    const done = await migrationsDone(session)
    for (const { name, sql, sha256 } of await readMigrations()) {
      const known = done.get(name)
      if (known === sha256) continue
      if (known) throw new Fault('migration-failed', `${name} is not what it was when it ran here`)
      await run(session, name, sql, sha256, now)
    }
  } finally {
    await session.query('SELECT pg_advisory_unlock($1)', [lockNumber])
  }
}

async function migrationsDone(session: StoreSession): Promise<ReadonlyMap<unknown, unknown>> {
  await session.query(`
    CREATE SCHEMA IF NOT EXISTS swiftproof;
    CREATE TABLE IF NOT EXISTS swiftproof.migrations (name text PRIMARY KEY, sha256 text NOT NULL, at timestamptz NOT NULL)`)
  const { rows } = await session.query('SELECT name, sha256 FROM swiftproof.migrations', [])
  return new Map(rows.map(([name, sha256]) => [name, sha256]))
}

async function run(session: StoreSession, name: string, sql: string, sha256: string, now: string): Promise<void> {
  try {
    await session.query(`BEGIN; ${sql}`)
    await session.query('INSERT INTO swiftproof.migrations (name, sha256, at) VALUES ($1, $2, $3)', [name, sha256, now])
    await session.query('COMMIT')
  } catch (cause) {
    await session.query('ROLLBACK')
    throw new Fault('migration-failed', `${name}: ${cause instanceof Error ? cause.message : cause}`, { cause })
  }
}

async function readMigrations() {
  const folder = migrationsFolder()
  const names = (await readdir(folder)).filter((name) => /^\d{4}-[a-z-]+\.sql$/.test(name)).sort()
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(path.join(folder, name), 'utf8')
      return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

/** They lie beside package.json, whether this file is the source or the compiled one. */
function migrationsFolder(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url))
  while (!existsSync(path.join(folder, 'package.json')) && path.dirname(folder) !== folder) folder = path.dirname(folder)
  return path.join(folder, 'migrations')
}
