import { openEmbeddedDatabase } from '../../../src/adapters/embedded/database.js'
import { openEmbeddedJobs } from '../../../src/adapters/jobs/embedded.js'
import { openPostgresJobs } from '../../../src/adapters/jobs/postgres.js'
import { openRedisJobs } from '../../../src/adapters/jobs/redis.js'
import type { JobQueue } from '../../../src/ports/jobs.js'
import { workersThat } from './contract-workers.js'

const [engine = '', where = ''] = process.argv.slice(2)
const tell = (words: string): void => console.error(words)

const queue = await open()
await queue.work(
  workersThat(() => {
    console.log('begun')
    return new Promise(() => undefined)
  }),
)

async function open(): Promise<JobQueue> {
  if (engine === 'redis') return openRedisJobs({ url: where, tell })
  if (engine === 'postgres') return openPostgresJobs({ url: where, tell })
  return openEmbeddedJobs({ database: await openEmbeddedDatabase(where), tell })
}
