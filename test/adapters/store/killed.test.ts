import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, it, vi } from 'vitest'
import { openEmbeddedStore } from '../../../src/adapters/store/open-embedded.js'
import { openPostgresStore } from '../../../src/adapters/store/open-postgres.js'
import type { Store } from '../../../src/ports/store.js'
import { startPostgres } from '../../servers/start-postgres.js'
import { secretKey } from './store-parts.js'

// Each round starts a process and a database.
vi.setConfig({ testTimeout: 180_000 })
const cleanUps: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

const enough = 25

/** Starts a process that writes; resolves once it has acknowledged enough, with all lines it will ever have said. */
async function startWriting(engine: string, place: string): Promise<{ child: ChildProcess; lines: string[] }> {
  const program = fileURLToPath(new URL('./writing-process.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', program, engine, place], { stdio: ['ignore', 'pipe', 'inherit'] })
  cleanUps.push(() => kill(child))
  const lines: string[] = []
  await new Promise<void>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the writing process ended by itself: ${code}`)))
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line)
      if (lines.length > enough) resolve()
    })
  })
  return { child, lines }
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const closed = new Promise((resolve) => child.once('close', resolve))
  child.kill('SIGKILL')
  await closed
}

async function expectAllThere(store: Store, [platformId = '', ...numbers]: readonly string[]): Promise<void> {
  expect(numbers.length).toBeGreaterThanOrEqual(enough)
  for (const number of numbers) {
    expect(await store.inPlatform(platformId, (rows) => rows.orders.get(number)), number).toMatchObject({ order: { number } })
  }
}

it('keeps every acknowledged order when the process with the embedded database is killed, and opens again at once', async () => {
  const parent = mkdtempSync(path.join(tmpdir(), 'swiftproof-killed-'))
  cleanUps.push(() => rm(parent, { recursive: true, force: true }))
  const folder = path.join(parent, 'database')
  for (let round = 0; round < 3; round++) {
    const { child, lines } = await startWriting('embedded', folder)
    await expect(openEmbeddedStore({ folder, secretKey })).rejects.toMatchObject({ code: 'data-folder-in-use' })
    await kill(child)
    const store = await openEmbeddedStore({ folder, secretKey })
    try {
      await expectAllThere(store, lines)
    } finally {
      await store.close()
    }
  }
})

it('keeps every acknowledged order when a process that writes to PostgreSQL is killed', async () => {
  const server = await startPostgres()
  cleanUps.push(() => server.stop())
  const url = await server.newDatabase('killed')
  const { child, lines } = await startWriting('postgres', url)
  await kill(child)
  const store = await openPostgresStore({ url, secretKey })
  cleanUps.push(() => store.close())
  await expectAllThere(store, lines)
})

it('brings the tables up to date once when many processes start together, and refuses another secret', async () => {
  const server = await startPostgres()
  cleanUps.push(() => server.stop())
  const url = await server.newDatabase('together')
  const opened = await Promise.allSettled(Array.from({ length: 5 }, () => openPostgresStore({ url, secretKey, maxConnections: 2 })))
  for (const one of opened) if (one.status === 'fulfilled') cleanUps.push(() => one.value.close())
  expect(opened.map(({ status }) => status)).toEqual(Array(5).fill('fulfilled'))
  await expect(openPostgresStore({ url, secretKey: `${secretKey}!` })).rejects.toMatchObject({ code: 'secret-key-changed' })
})

it('says that the database does not answer when there is none', async () => {
  await expect(openPostgresStore({ url: 'postgresql://nobody@127.0.0.1:1/none', secretKey })).rejects.toMatchObject({
    code: 'store-unavailable',
    retry: true,
  })
})
