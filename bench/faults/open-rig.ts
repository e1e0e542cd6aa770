import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { appendFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openClient } from '../../src/client/client.js'
import { startPostgres } from '../../test/servers/postgres.js'
import { startRedis } from '../../test/servers/redis.js'
import { freePort, type RunningServer, runServer } from '../../test/servers/run-server.js'
import { testS3Keys } from '../../test/servers/s3.js'
import type { HeardEvent, Rig, Victim } from './rig.js'

const program = new URL('../../dist/src/main.js', import.meta.url).pathname
const receiverProgram = new URL('receiver-process.mjs', import.meta.url).pathname
const s3Program = new URL('../../node_modules/s3rver/bin/s3rver.js', import.meta.url).pathname

/** The service as an API process and a worker process on PostgreSQL, Redis and S3. */
export async function openServerRig(): Promise<Rig> {
  const folder = await mkdtemp(path.join(tmpdir(), 'swiftproof-faults-'))
  const receiver = await startReceiver(folder)
  const postgres = await startPostgres()
  const redis = await startRedis()
  const { s3, s3Env } = await startS3(path.join(folder, 's3'))
  const env = {
    DATA_DIR: path.join(folder, 'data'),
    DATABASE_URL: postgres.url,
    REDIS_URL: redis.url,
    SECRET_KEY: 's'.repeat(32),
    ...s3Env,
  }
  const added = await runServer(process.execPath, [program, 'platform', 'add', 'shop'], /sp_test_[\w-]+\s/, environment(env))
  const port = await freePort()
  const api = await startVictim([program, 'serve', '--role', 'api', '--port', String(port)], env, /ready on/)
  const worker = await startVictim([program, 'serve', '--role', 'worker'], env, /"ready"/)
  const killPostgres = { kill: () => postgres.kill('SIGKILL'), start: () => startPatiently(postgres.start) }
  const emptied = {
    kill: async () => {
      await redis.kill()
      await redis.forget()
    },
    start: redis.start,
  }
  const rig = rigOf(port, added.said, receiver.heard)
  await rig.client.addWebhook(receiver.url)
  return {
    ...rig,
    victims: { api, worker, redis, postgresql: killPostgres, s3, receiver, [redisEmptied]: emptied },
    verifyAudit: () => verifyAudit(env),
    stop: async () => {
      await Promise.all([api.kill(), worker.kill(), s3.kill(), receiver.kill()])
      await redis.stop()
      await postgres.stop()
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

export const redisEmptied = 'redis, empty after'

/** The service as one process on the embedded database. */
export async function openEmbeddedRig(): Promise<Rig> {
  const folder = await mkdtemp(path.join(tmpdir(), 'swiftproof-faults-'))
  const receiver = await startReceiver(folder)
  const port = await freePort()
  const env = { DATA_DIR: path.join(folder, 'data') }
  const service = await startVictim([program, 'serve', '--port', String(port)], env, /ready on/)
  const rig = rigOf(port, service.said(), receiver.heard)
  await rig.client.addWebhook(receiver.url)
  return {
    ...rig,
    victims: { 'embedded service': service },
    // One process holds the folder.
    verifyAudit: () => service.kill().then(() => verifyAudit(env)),
    stop: async () => {
      await Promise.all([service.kill(), receiver.kill()])
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** The client tries for half a minute, longer than a part is away, so that most of what is sent during a kill goes through. */
function rigOf(port: number, said: string, heard: Rig['heard']) {
  const baseUrl = `http://127.0.0.1:${port}`
  const apiKey = /sp_test_[\w-]+/.exec(said)?.[0] ?? ''
  return { client: openClient({ baseUrl, apiKey, retries: 6 }), baseUrl, apiKey, heard }
}

/** A Node program that is started, killed and started again with the same arguments. */
async function startVictim(args: readonly string[], env: Readonly<Record<string, string>>, ready: RegExp) {
  let running: RunningServer
  const start = async () => {
    running = await runServer(process.execPath, args, ready, environment(env))
  }
  await start()
  return { start, kill: () => running.kill('SIGKILL'), said: () => running.said }
}

async function verifyAudit(env: Readonly<Record<string, string>>): Promise<boolean> {
  const child = spawn(process.execPath, [program, 'audit', 'verify'], { env: environment(env), stdio: 'ignore' })
  return (await new Promise((resolve) => child.once('close', resolve))) === 0
}

function environment(env: Readonly<Record<string, string>>): Record<string, string> {
  const own = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', TMPDIR: process.env.TMPDIR ?? '' }
  return { ...own, WEBHOOKS_ALLOW_PRIVATE: 'true', LOG_LEVEL: 'info', READ_PROCESSES: '1', ...env }
}

/** A shop's endpoint in a process of its own; what it took is in a file, whatever becomes of it. */
async function startReceiver(folder: string): Promise<Victim & { readonly url: string; heard(): readonly HeardEvent[] }> {
  const file = path.join(folder, 'heard')
  await writeFile(file, '')
  const port = String(await freePort())
  const receiver = await startVictim([receiverProgram, port, file], {}, /ready/)
  // The kill may cut off a line, of an event that was not acknowledged: another follows on a line of its own.
  const start = async () => {
    if (!(await readFile(file, 'utf8')).endsWith('\n')) await appendFile(file, '\n')
    await receiver.start()
  }
  const heard = () =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line.endsWith('}'))
      .map((line) => JSON.parse(line) as HeardEvent)
  return { ...receiver, start, url: `http://127.0.0.1:${port}/hook`, heard }
}

async function startS3(folder: string) {
  const port = await freePort()
  const bucket = 'evidence'
  await mkdir(folder)
  const args = [s3Program, '-d', folder, '-p', String(port), '-a', '127.0.0.1', '--configure-bucket', bucket]
  const s3 = await startVictim(args, {}, /listening/)
  const s3Env = {
    S3_BUCKET: bucket,
    S3_ENDPOINT: `http://127.0.0.1:${port}`,
    S3_ACCESS_KEY_ID: testS3Keys.accessKeyId,
    S3_SECRET_ACCESS_KEY: testS3Keys.secretAccessKey,
  }
  return { s3, s3Env }
}

/** Until the last of the killed server's processes has let go of its memory. */
async function startPatiently(start: () => Promise<void>, tries = 50): Promise<void> {
  try {
    await start()
  } catch (fault) {
    if (tries === 0) throw fault
    await new Promise((resolve) => setTimeout(resolve, 200))
    await startPatiently(start, tries - 1)
  }
}
