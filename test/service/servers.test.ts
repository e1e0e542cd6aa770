import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, openClient } from '../../src/client/client.js'
import { startPostgres, type TestPostgres } from '../servers/postgres.js'
import { startRedis, type TestRedis } from '../servers/redis.js'
import { freePort } from '../servers/run-server.js'
import { startS3, type TestS3, testS3Keys } from '../servers/s3.js'
import { type SampleCase, sampleCase, sendCase } from './sample-case.js'
import { type Receiver, startReceiver } from './start-receiver.js'
import { outputOf, type RunningService, startService } from './start-service.js'

let dataDir: string
let postgres: TestPostgres
let redis: TestRedis
let s3: TestS3
let receiver: Receiver
let env: Record<string, string>
let apiPort: number
let workerPort: number
let api: RunningService
let worker: RunningService
let client: Client
let clip: SampleCase

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'swiftproof-servers-'))
  postgres = await startPostgres()
  redis = await startRedis()
  s3 = await startS3()
  receiver = await startReceiver()
  env = {
    DATA_DIR: dataDir,
    DATABASE_URL: postgres.url,
    REDIS_URL: redis.url,
    SECRET_KEY: 's'.repeat(32),
    S3_BUCKET: s3.bucket,
    S3_ENDPOINT: s3.endpoint,
    S3_ACCESS_KEY_ID: testS3Keys.accessKeyId,
    S3_SECRET_ACCESS_KEY: testS3Keys.secretAccessKey,
    WEBHOOKS_ALLOW_PRIVATE: 'true',
  }
  const key = /sp_test_[\w-]+/.exec(await outputOf(['platform', 'add', 'shop'], env))?.[0] ?? ''
  apiPort = await freePort()
  api = await startService({ role: 'api', env, port: apiPort })
  workerPort = await freePort()
  worker = await startService({ role: 'worker', env: { ...env, WORKER_PORT: String(workerPort) } })
  client = openClient({ baseUrl: api.baseUrl, apiKey: key, retries: 8 })
  await client.addWebhook(receiver.url)
  clip = await sampleCase('recording-order-to-error')
})

afterAll(async () => {
  await Promise.all([api, worker].map((service) => service?.end('SIGKILL')))
  await receiver?.close()
  await s3?.stop()
  await redis?.stop()
  await postgres?.stop()
  await rm(dataDir, { recursive: true, force: true })
})

/** The announcement of a case's verdict: exactly one, and the verdict with it. Its refund goes its own way, sooner or later. */
async function announcedOnce(caseId: string) {
  const ends = (type: string) => type !== 'case.opened'
  await receiver.until(({ body }) => JSON.parse(body).data.caseId === caseId && ends(JSON.parse(body).type))
  const events = await client.listEvents({ limit: 200 })
  const its = events.items.filter((event) => event.caseId === caseId && event.type.startsWith('case.')).map(({ type }) => type)
  const { verdict, state } = await client.getCase(caseId)
  return { its, state, outcome: verdict?.outcome }
}

const onceDecided = { its: ['case.opened', 'case.decided'], state: 'paying', outcome: 'instant-refund' }

describe('the service as processes on PostgreSQL, Redis and S3', () => {
  it('judges a case by itself', { timeout: 120_000 }, async () => {
    const caseId = await sendCase(client, await sampleCase('instant-windows-key-blocked'))
    expect(await announcedOnce(caseId)).toEqual(onceDecided)
  })

  it('says on the port of its worker that it lives, and what that worker did', async () => {
    const ask = (address: string) => fetch(`http://127.0.0.1:${workerPort}${address}`)
    expect(await (await ask('/healthz')).json()).toEqual({ status: 'ok' })
    const measured = await (await ask('/metrics')).text()
    expect(measured).toMatch(/verdicts_total\{[^}]*outcome="instant-refund"[^}]*\} 1\b/)
    expect((await ask('/v1/cases')).status).toBe(404)
  })

  it('goes on when the worker is killed in the middle of a reading', { timeout: 180_000 }, async () => {
    const caseId = await sendCase(client, clip)
    await untilReading()
    await worker.end('SIGKILL')
    worker = await startService({ role: 'worker', env })
    expect((await announcedOnce(caseId)).its).toHaveLength(2)
  })

  it('rules 7.4: loses nothing that the API acknowledged before it was killed', { timeout: 180_000 }, async () => {
    const caseId = await sendCase(client, await sampleCase('instant-acg-faka-game-key'))
    await api.end('SIGKILL')
    api = await startService({ role: 'api', env, port: apiPort })
    expect(await announcedOnce(caseId)).toEqual(onceDecided)
  })

  it('ends every case when the queue is emptied', { timeout: 180_000 }, async () => {
    await worker.end('SIGTERM')
    const caseId = await sendCase(client, await sampleCase('instant-membership-code-used'))
    const queue = new Redis(redis.url)
    await queue.flushall()
    await queue.quit()
    worker = await startService({ role: 'worker', env })
    expect(await announcedOnce(caseId)).toEqual(onceDecided)
  })
})

/** Until a reading is under way: the API shows what the queue does. */
async function untilReading(): Promise<void> {
  for (;;) {
    const metrics = await (await fetch(`${api.baseUrl}/metrics`)).text()
    if (/queue_jobs\{name="read-evidence",state="active"\} [1-9]/.test(metrics)) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
