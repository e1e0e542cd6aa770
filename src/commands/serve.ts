import { existsSync } from 'node:fs'
import type { Server } from 'node:http'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { destination, type Logger, pino } from 'pino'
import { collectDefaultMetrics, Registry } from 'prom-client'
import { startWorkers } from '../../workers/start.js'
import { closeEach } from '../close-each.js'
import { composeService, composeSignIn, type OpenService } from '../compose.js'
import { type Config, readConfig } from '../config.js'
import { Fault } from '../errors.js'
import { createApp } from '../http/app.js'
import { defaultHttpSettings } from '../http/parts.js'
import { scopes } from '../http/scopes.js'
import { createWorkerApp } from '../http/worker-app.js'
import { openPlatform } from '../intake/open-platform.js'
import { countCommitted } from '../pipeline/count-committed.js'
import { measureWaiting } from '../pipeline/measure-waiting.js'
import { screenCase } from '../pipeline/screen-case.js'
import { startHeartbeat } from '../pipeline/start-heartbeat.js'
import { timeReadings } from '../pipeline/time-readings.js'
import { printPlatform } from './platform.js'
import { print } from './terminal.js'

interface ServeOptions {
  readonly role: 'all' | 'api' | 'worker'
  readonly port?: number
}

/** `swiftproof serve`: runs until SIGTERM or SIGINT, then ends what runs. Returns the exit code. */
export async function runServe({ role, port }: ServeOptions): Promise<number> {
  const read = readConfig()
  const config = { ...read, port: port ?? read.port }
  const log = pino({ level: config.logLevel, base: null }, destination(2))
  const stopped = nextSignal()
  const metrics = new Registry()
  collectDefaultMetrics({ register: metrics })
  const service = measured(await composeService(config, role !== 'api', (words) => log.warn(words)), metrics)
  let server: Server | null = null
  let stopBeating = () => {}
  try {
    stopBeating = await startHeartbeat(service.store, (words) => log.warn(words))
    if (config.databaseUrl === null) await beginEmbedded(service)
    if (role !== 'api') await startWorkers(service)
    if (role !== 'worker') server = await listen(config, serviceApp(service, config, metrics, log))
    else if (config.workerPort !== null)
      server = await listen({ ...config, port: config.workerPort }, createWorkerApp({ ...service, metrics }))
    if (role === 'worker') log.info('ready')
    log.info({ signal: await stopped }, 'stopping')
  } finally {
    endInTime(log)
    server?.close()
    server?.closeIdleConnections()
    stopBeating()
    await closeEach([() => service.close(graceMs), () => server?.closeAllConnections()])
  }
  return 0
}

/** A reading that is under way may end; one that is longer is taken up by the next process. */
const graceMs = 10_000

/** For everything to close once no job runs any more. Both together are less than compose.yaml gives a process to stop. */
const closingMs = 15_000

/** What cannot be closed must not keep a process that was told to stop: everything acknowledged is kept, as at any kill. */
function endInTime(log: Logger): void {
  const end = () => {
    log.error({ open: process.getActiveResourcesInfo() }, 'not closed in time, ended by force')
    process.exit(1)
  }
  setTimeout(end, graceMs + closingMs).unref()
}

function nextSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, resolve)
  })
}

/**
 * Whoever starts an empty service wants to begin: keys of a shared database are made by command. A request that was under
 * way when the last process died is answered by nobody: its sender may send it again at once.
 */
async function beginEmbedded({ store }: OpenService): Promise<void> {
  await store.inAll(({ idempotency }) => idempotency.freeUnanswered())
  const known = await store.inAll(({ platforms }) => platforms.list())
  if (known.length === 0) printPlatform(await openPlatform(store, 'first', scopes))
}

/** Readings, verdicts, deliveries and refunds are counted where they are made, in this process. */
function measured(service: OpenService, metrics: Registry): OpenService {
  measureWaiting(service.store, metrics, service.now)
  return { ...service, store: countCommitted(service.store, metrics), reader: timeReadings(service.reader, metrics) }
}

function serviceApp(service: OpenService, config: Config, metrics: Registry, log: Logger): Hono {
  const { reader } = service
  const app = createApp({
    ...service,
    screen: (folder, policy, now, memory) => screenCase(folder, policy, now, reader, memory),
    metrics,
    report: (fault, requestId) => log.error({ err: fault, requestId }, 'request failed'),
    signIn: {
      ...composeSignIn(config),
      rules: { sessionMs: config.sessionHours * 3_600_000, idleMs: config.sessionIdleMinutes * 60_000, totpRoles: config.totpRoles },
      publicUrl: config.publicUrl,
      trustsProxy: config.trustProxy,
    },
    settings: defaultHttpSettings,
    pagesFolder: findPages(),
  })
  // Before the API: its headers forbid what the board's page is made of.
  const whole = new Hono()
  if (service.board) whole.route('/', service.board)
  whole.route('/', app)
  return whole
}

/** The console's pages lie in `dist/console` beside package.json, whether this file is the source or the compiled one. */
function findPages(): string | null {
  let root = path.dirname(fileURLToPath(import.meta.url))
  while (!existsSync(path.join(root, 'package.json')) && root !== path.dirname(root)) root = path.dirname(root)
  const folder = path.join(root, 'dist', 'console')
  return existsSync(folder) ? folder : null
}

function listen({ host, port: asked }: Pick<Config, 'host' | 'port'>, app: Hono): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: host, port: asked }, ({ address, port }) => {
      print(`ready on http://${address.includes(':') ? `[${address}]` : address}:${port}, reference at /docs`)
      resolve(server as Server)
    })
    server.once('error', (error) => reject(new Fault('config-invalid', `HOST, PORT: ${error.message}`, { cause: error })))
  })
}
