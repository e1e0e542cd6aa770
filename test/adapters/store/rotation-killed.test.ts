import { spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, it, vi } from 'vitest'
import { openEmbeddedStore } from '../../../src/adapters/store/open-embedded.js'
import { openPostgresStore } from '../../../src/adapters/store/open-postgres.js'
import { rotateSecrets } from '../../../src/pipeline/rotate-secrets.js'
import type { Store } from '../../../src/ports/store.js'
import { copyEmbeddedDatabase } from '../../servers/copy-prepared.js'
import { startPostgres } from '../../servers/start-postgres.js'
import { secretKey as first, openShop, orderNamed } from './store-parts.js'

// Each round starts a process and a database.
vi.setConfig({ testTimeout: 300_000 })
const cleanUps: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

const second = 'another one of thirty-two signs..'
const numbers = Array.from({ length: 3000 }, (_, at) => `R${at}`)

type Open = (secretKey: string, ...oldSecretKeys: readonly string[]) => Promise<Store>

/** Starts the rotation in a process of its own, and kills it so long after it said so many times how far it is. */
async function rotateAndKill(engine: string, place: string, afterSteps: number, laterMs: number): Promise<void> {
  const program = fileURLToPath(new URL('./rotating-process.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', program, engine, place, second, first], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const closed = new Promise<NodeJS.Signals | null>((resolve) => child.once('close', (_, signal) => resolve(signal)))
  let steps = 0
  for await (const _ of createInterface({ input: child.stdout })) {
    if (++steps < afterSteps) continue
    await wait(laterMs)
    child.kill('SIGKILL')
    break
  }
  expect(await closed).toBe('SIGKILL')
}

async function expectKilledRotationToLoseNothing(engine: string, place: string, open: Open): Promise<void> {
  const within = async <T>(store: Store, work: (store: Store) => Promise<T>) => {
    try {
      return await work(store)
    } finally {
      await store.close()
    }
  }
  const expectAll = (store: Store, platformId: string) =>
    store.inPlatform(platformId, async ({ orders }) => {
      const kept: string[] = []
      for (let after: string | null = null; ; ) {
        const { rows, next } = await orders.list({ limit: 500, after })
        for (const { order } of rows) expect(order.deliveredKeys).toEqual(orderNamed(order.number).order.deliveredKeys)
        kept.push(...rows.map(({ order }) => order.number))
        if (next === null) break
        after = next
      }
      expect(kept.toSorted()).toEqual(numbers.toSorted())
    })
  const platformId = await within(await open(first), async (store) => {
    const { id, inShop } = await openShop(store, 'rotating')
    for (let from = 0; from < numbers.length; from += 500)
      await inShop(({ orders }) => orders.upsert(numbers.slice(from, from + 500).map((number) => orderNamed(number))))
    return id
  })
  // At the end of a transaction, and within the one after it.
  for (const [steps, laterMs] of [
    [1, 0],
    [2, 3],
    [3, 15],
  ] as const) {
    await rotateAndKill(engine, place, steps, laterMs)
    await within(await open(second, first), (store) => expectAll(store, platformId))
    await expect(open(second)).rejects.toMatchObject({ code: 'secret-key-changed' })
  }
  const left = await within(await open(second, first), (store) => rotateSecrets(store, () => undefined))
  expect(left).toBeGreaterThan(0)
  expect(left).toBeLessThan(numbers.length)
  await within(await open(second), (store) => expectAll(store, platformId))
}

it('leaves everything readable when the process that rotates the secret of the embedded database is killed, and goes on', async () => {
  const parent = mkdtempSync(path.join(tmpdir(), 'swiftproof-rotation-'))
  cleanUps.push(() => rm(parent, { recursive: true, force: true }))
  const folder = path.join(parent, 'database')
  await copyEmbeddedDatabase(folder)
  await expectKilledRotationToLoseNothing('embedded', folder, (secretKey, ...oldSecretKeys) =>
    openEmbeddedStore({ folder, secretKey, oldSecretKeys }),
  )
})

it('leaves everything readable when a process that rotates the secret of PostgreSQL is killed, and goes on', async () => {
  const server = await startPostgres()
  cleanUps.push(() => server.stop())
  const url = await server.newStore('rotation')
  await expectKilledRotationToLoseNothing('postgres', url, (secretKey, ...oldSecretKeys) =>
    openPostgresStore({ url, secretKey, oldSecretKeys }),
  )
})
