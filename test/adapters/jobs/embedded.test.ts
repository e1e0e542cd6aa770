import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type EmbeddedDatabase, openEmbeddedDatabase } from '../../../src/adapters/embedded/database.js'
import { openEmbeddedJobs } from '../../../src/adapters/jobs/embedded.js'
import { describeJobQueue } from './contract.js'
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
