import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type EmbeddedDatabase, openEmbeddedDatabase } from '../../../src/adapters/embedded/database.js'
import { openEmbeddedJobs } from '../../../src/adapters/jobs/embedded.js'
import { Fault } from '../../../src/errors.js'
import { describeJobQueue } from './contract.js'
import { job, workersThat } from './contract-workers.js'
import { startHangingProcess } from './start-hanging-process.js'
import { wipeTables } from './wipe-tables.js'

describeJobQueue('the embedded database', false, async () => {
  const parent = await mkdtemp(join(tmpdir(), 'swiftproof-embedded-jobs-'))
  const folder = join(parent, 'database')
  let database: EmbeddedDatabase | null = null
  const get = async (): Promise<EmbeddedDatabase> => {
    database ??= await openEmbeddedDatabase(folder)
    return database
  }
  const close = async (): Promise<void> => {
    await database?.close()
    database = null
  }
  return {
    open: async () => openEmbeddedJobs({ database: await get(), tell: () => undefined }),
    wipe: async () => {
      await (await get()).query(wipeTables)
    },
    // Only one process can have the folder at a time.
    startHangingProcess: async () => {
      await close()
      return startHangingProcess('embedded', folder)
    },
    outage: null,
    stop: async () => {
      await close()
      await rm(parent, { recursive: true, force: true })
    },
  }
})

describe('a queue whose process was killed', () => {
  it('gives the next process at once what the dead one held, and counts the death', async () => {
    const parent = await mkdtemp(join(tmpdir(), 'swiftproof-embedded-killed-'))
    const folder = join(parent, 'database')
    const first = await openEmbeddedDatabase(folder)
    const before = await openEmbeddedJobs({ database: first, tell: () => undefined })
    await before.add([job('ev_a')])
    await before.close(0)
    await first.close()
    await (await startHangingProcess('embedded', folder)).kill()
    const database = await openEmbeddedDatabase(folder)
    const queue = await openEmbeddedJobs({ database, tell: () => undefined })
    const held = `SELECT count(*)::int FROM bullmq.job WHERE state = 'active' AND locked_until_ms > 0`
    expect((await database.query(held)).rows).toEqual([[0]])
    const seen: string[] = []
    let release = () => {}
    const holding = new Promise<void>((resolve) => {
      release = resolve
    })
    await queue.work(
      workersThat(async ({ evidenceId }) => {
        seen.push(evidenceId)
        await holding
      }),
    )
    await vi.waitFor(() => expect(seen).toEqual(['ev_a']), { timeout: 50_000 })
    expect((await database.query(`SELECT stalled_count FROM bullmq.job WHERE id = 'read-evidence.ev_a'`)).rows).toEqual([[1]])
    // A second queue on the same database is no new process: what runs goes on.
    await openEmbeddedJobs({ database, tell: () => undefined })
    expect((await database.query(held)).rows).toEqual([[1]])
    release()
    await queue.close(1000)
    await database.close()
    await rm(parent, { recursive: true, force: true })
  })
})

describe('a queue whose workers and database do not end together', () => {
  let parent: string
  let database: EmbeddedDatabase
  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'swiftproof-embedded-ends-'))
    database = await openEmbeddedDatabase(join(parent, 'database'))
  })
  afterEach(async () => {
    await database.close()
    await rm(parent, { recursive: true, force: true })
  })

  it('leaves the process its time when the database is gone under running workers', async () => {
    let asked: number | null = null
    const once: EmbeddedDatabase['once'] = async (...statement) => {
      if (asked === null) return database.once(...statement)
      // As the thread does, in the same instant; who asks without a pause would never let this test go on.
      if (++asked > 1000) return new Promise(() => undefined)
      throw new Fault('store-unavailable', 'the thread has ended')
    }
    const told: string[] = []
    const queue = await openEmbeddedJobs({ database: { ...database, once }, tell: (words) => told.push(words) })
    await queue.add([job('ev_a')])
    let gone = () => {}
    const isGone = new Promise<void>((resolve) => {
      gone = resolve
    })
    await queue.work(
      workersThat(async () => {
        asked = 0
        gone()
      }),
    )
    await isGone
    await sleep(500)
    expect(asked).toBeGreaterThan(0)
    expect(asked).toBeLessThan(100)
    asked = null
    await queue.close(0)
  })

  it('closes workers that are not ready yet: they take no job afterwards', async () => {
    const queue = await openEmbeddedJobs({ database, tell: () => undefined })
    await queue.add([job('ev_a')])
    const seen: string[] = []
    let letGo = () => {}
    const held = database.exclusive(
      () =>
        new Promise<void>((resolve) => {
          letGo = resolve
        }),
    )
    const working = queue.work(workersThat(async ({ evidenceId }) => void seen.push(evidenceId)))
    const closing = queue.close(0)
    letGo()
    await Promise.allSettled([held, working, closing])
    await sleep(500)
    expect(seen).toEqual([])
  })
})
