import { Redis } from 'ioredis'
import { expect, it } from 'vitest'
import { openRedisJobs } from '../../../src/adapters/jobs/redis.js'
import { startRedis } from '../../servers/redis.js'
import { describeJobQueue } from './contract.js'
import { startHangingProcess } from './start-hanging-process.js'

describeJobQueue('Redis', true, async () => {
  const server = await startRedis()
  const admin = new Redis(server.url)
  admin.on('error', () => undefined)
  return {
    open: () => openRedisJobs({ url: server.url, tell: () => undefined }),
    wipe: async () => {
      await admin.flushall()
    },
    startHangingProcess: () => startHangingProcess('redis', server.url),
    outage: { begin: server.kill, end: server.start },
    stop: async () => {
      admin.disconnect()
      await server.stop()
    },
  }
})

it('tells of a Redis that may forget jobs', async () => {
  const server = await startRedis(['--appendonly', 'no', '--maxmemory-policy', 'allkeys-lru'])
  const told: string[] = []
  const queue = await openRedisJobs({ url: server.url, tell: (words) => told.push(words) })
  await queue.close(0)
  await server.stop()
  expect(told).toContain('Redis: maxmemory-policy is allkeys-lru, it should be noeviction')
  expect(told).toContain('Redis: appendonly is no, it should be yes')
})

it('says that there is no Redis', async () => {
  await expect(openRedisJobs({ url: 'redis://127.0.0.1:1', tell: () => undefined })).rejects.toMatchObject({ code: 'queue-unreachable' })
})
