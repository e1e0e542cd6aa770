import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { openEmbeddedStore } from '../../../src/adapters/store/open-embedded.js'
import { openPostgresStore } from '../../../src/adapters/store/open-postgres.js'
import { copyEmbeddedDatabase } from '../../servers/copy-prepared.js'
import { startPostgres } from '../../servers/start-postgres.js'
import type { StoreUnderTest } from './store-contract.js'
import { secretKey } from './store-parts.js'

/** Every engine the store runs on, each new and empty. */
export const engines: readonly (readonly [name: string, open: () => Promise<StoreUnderTest>])[] = [
  ['embedded', openEmbedded],
  ['PostgreSQL', openPostgres],
]

async function openEmbedded(): Promise<StoreUnderTest> {
  const parent = mkdtempSync(path.join(tmpdir(), 'swiftproof-store-'))
  const folder = path.join(parent, 'database')
  await copyEmbeddedDatabase(folder)
  const store = await openEmbeddedStore({ folder, secretKey })
  return {
    store,
    raw: async (text) => (await store.database.query(text)).rows,
    close: async () => {
      await store.close()
      await rm(parent, { recursive: true, force: true })
    },
  }
}

async function openPostgres(): Promise<StoreUnderTest> {
  const server = await startPostgres()
  const url = await server.newStore('contract')
  const store = await openPostgresStore({ url, secretKey })
  const superuser = new pg.Client(server.asSuperuser('contract'))
  await superuser.connect()
  return {
    store,
    raw: async (text) => {
      const answer: pg.QueryResult | pg.QueryResult[] = await superuser.query(text)
      return ((Array.isArray(answer) ? answer.at(-1) : answer)?.rows ?? []).map((row: object) => Object.values(row))
    },
    close: async () => {
      await superuser.end()
      await store.close()
      await server.stop()
    },
  }
}
