import pg from 'pg'
import { expect, it } from 'vitest'
import { openPostgresJobs } from '../../../src/adapters/jobs/postgres.js'
import { startPostgres } from '../../servers/postgres.js'
import { describeJobQueue } from './contract.js'
import { startHangingProcess } from './start-hanging-process.js'
import { wipeTables } from './wipe-tables.js'

describeJobQueue('PostgreSQL', true, async () => {
  const server = await startPostgres()
  return {
    open: () => openPostgresJobs({ url: server.url, tell: () => undefined }),
    wipe: async () => {
      const client = new pg.Client(server.url)
      await client.connect()
      await client.query(wipeTables)
      await client.end()
    },
    startHangingProcess: () => startHangingProcess('postgres', server.url),
    outage: { begin: server.kill, end: server.start },
    stop: server.stop,
  }
})

it('says that there is no PostgreSQL', async () => {
  await expect(openPostgresJobs({ url: 'postgres://nobody@127.0.0.1:1/none', tell: () => undefined })).rejects.toMatchObject({
    code: 'queue-unreachable',
  })
})
