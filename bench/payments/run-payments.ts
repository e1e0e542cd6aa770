import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { openPaymentChannels } from '../../src/adapters/payments/open-channels.js'
import { openPostgresStore } from '../../src/adapters/store/open-postgres.js'
import { receiveNotice } from '../../src/pipeline/receive-notice.js'
import type { PaymentChannels } from '../../src/ports/payments.js'
import type { RefundRow } from '../../src/ports/store/refunds.js'
import type { Store } from '../../src/ports/store.js'
import type { Sandbox } from '../../src/sandbox/sandbox.js'
import { drawFrom } from '../../src/sandbox/scenario.js'
import { startSandbox } from '../../src/sandbox/start-sandbox.js'
import { type RunningServer, runServer } from '../../test/servers/run-server.js'
import { startPostgres } from '../../test/servers/start-postgres.js'
import { type BooksCompared, compareBooks } from './compare-books.js'
import { openShop, orderMany } from './open-shop.js'
import type { WorkerOrders } from './worker-process.js'

export interface PaymentsRun {
  readonly refunds: number
  readonly seed: number
  /** How often the worker is killed, at random points of its progress. */
  readonly kills: number
  /** Gives up then: what has not settled is stuck. */
  readonly mostMs: number
  tell(words: string): void
}

export interface PaymentsResult extends BooksCompared {
  readonly kills: number
  /** Requests for a refund that the channel had carried out already. */
  readonly repeated: number
  readonly notices: number
  readonly orderedMs: number
  readonly settledMs: number
}

/** A fifth of the answers lost in all the ways there are, a twentieth with a wrong amount, a tenth of the notices doubled, all of them late. */
const scenarioOf = (seed: number) => ({
  seed,
  fates: { 'lost-answer': 0.1, 'cut-off': 0.05, 'http-502-after': 0.03, 'lost-request': 0.02, 'wrong-amount': 0.05 },
  settleMs: 50,
  notices: { duplicate: 0.1, lateMs: 500 },
})

const secretKey = 'k'.repeat(64)

/** Carries this many refunds out against the sandbox with a worker that is killed again and again, and compares the books. */
export async function runPayments({ refunds, seed, kills, mostMs, tell }: PaymentsRun): Promise<PaymentsResult> {
  const draw = drawFrom(seed)
  const now = () => new Date()
  const folder = await mkdtemp(path.join(tmpdir(), 'swiftproof-payments-'))
  const postgres = await startPostgres()
  const databaseUrl = await postgres.newDatabase('payments')
  const store = await openPostgresStore({ url: databaseUrl, secretKey, maxConnections: 20 })
  const superuser = new pg.Client(postgres.asSuperuser('payments'))
  await superuser.connect()
  const countLeft = async () =>
    Number((await superuser.query('SELECT count(*) FROM swiftproof.refunds WHERE settled_at IS NULL')).rows[0].count)
  const sandbox = await startSandbox()
  const platformId = await openShop(store)
  const heard = { notices: 0, payments: null as PaymentChannels | null }
  const receiver = await startReceiver(store, platformId, heard, now)
  try {
    const channels = await listChannels(sandbox, platformId, folder, receiver)
    heard.payments = await openPaymentChannels(channels)
    const startedMs = performance.now()
    await orderMany(store, platformId, sandbox.books, refunds, draw, now)
    const orderedMs = performance.now() - startedMs
    tell(`${refunds} refunds ordered in ${seconds(orderedMs)} s`)
    sandbox.setScenario(scenarioOf(seed))
    const orders: WorkerOrders = { databaseUrl, secretKey, channels, concurrency: 16 }
    const killed = await driveWorker({ countLeft, refunds, draw, kills, mostMs, tell }, orders)
    const settledMs = performance.now() - startedMs - orderedMs
    const ours = await allRefunds(store, platformId)
    const ledger = await store.inAll((rows) => rows.books.verify())
    const repeated = [...sandbox.books.refunds.values()].reduce((all, { requests }) => all + requests - 1, 0)
    return { ...compareBooks(ours, sandbox.books, ledger), kills: killed, repeated, notices: heard.notices, orderedMs, settledMs }
  } finally {
    receiver.closeAllConnections()
    receiver.close()
    await sandbox.close()
    await superuser.end()
    await store.close()
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

type Driving = Pick<PaymentsRun, 'refunds' | 'kills' | 'mostMs' | 'tell'> & {
  /** Refunds that have not settled. */
  readonly countLeft: () => Promise<number>
  readonly draw: () => number
}

/** Kills the worker whenever its progress passes one of so many random points, and starts it again. How often it was. */
async function driveWorker({ countLeft, refunds, draw, kills, mostMs, tell }: Driving, orders: WorkerOrders): Promise<number> {
  const points = Array.from({ length: kills }, () => Math.floor(draw() * refunds)).sort((left, right) => left - right)
  const endsMs = performance.now() + mostMs
  let worker = await startWorker(orders)
  let killed = 0
  try {
    for (;;) {
      await wait(250)
      // A machine that is busy elsewhere may not answer in time: asked again.
      const left = await countLeft().catch(() => null)
      if (left === null && performance.now() <= endsMs) continue
      if (left === null || left === 0 || performance.now() > endsMs) return killed
      const point = points[killed]
      if (point === undefined || refunds - left < point) continue
      await worker.kill('SIGKILL')
      killed++
      tell(`worker killed with ${left} refunds to go`)
      worker = await startWorker(orders)
    }
  } finally {
    await worker.kill('SIGKILL')
  }
}

function startWorker(orders: WorkerOrders): Promise<RunningServer> {
  const program = new URL('worker-process.ts', import.meta.url).pathname
  const env = { ...(process.env as Record<string, string>), BENCH_ORDERS: JSON.stringify(orders) }
  return runServer(process.execPath, ['--import', 'tsx', program], /ready/, env)
}

async function allRefunds(store: Store, platformId: string): Promise<readonly RefundRow[]> {
  const all: RefundRow[] = []
  for (let after: string | null = null, more = true; more; more = after !== null) {
    const page = await store.inPlatform(platformId, (rows) => rows.refunds.list({ limit: 500, after }))
    all.push(...page.rows)
    after = page.next
  }
  return all
}

/** Takes the channels' notices as the service does: acknowledged after the commit. */
function startReceiver(
  store: Store,
  platformId: string,
  heard: { notices: number; payments: PaymentChannels | null },
  now: () => Date,
): Promise<Server> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', async () => {
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
      try {
        const notice = await heard.payments?.of(platformId, 'wechat')?.parseNotice(headers, Buffer.concat(chunks))
        if (notice) await store.inPlatform(platformId, (rows) => receiveNotice(rows, 'wechat', notice, now().toISOString()))
        heard.notices++
        response.writeHead(204).end()
      } catch {
        response.writeHead(500).end()
      }
    })
  })
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}

async function listChannels({ url, keys: { alipay, wechat } }: Sandbox, platform: string, folder: string, receiver: Server) {
  const write = async (name: string, text: string) => {
    await writeFile(path.join(folder, name), text)
    return path.join(folder, name)
  }
  const notifyUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`
  return [
    {
      platform,
      kind: 'alipay',
      appId: alipay.appId,
      privateKeyFile: await write('app.pem', alipay.app.privateKey),
      alipayPublicKeyFile: await write('alipay.pem', alipay.channel.publicKey),
      gateway: `${url}/gateway.do`,
    },
    {
      platform,
      kind: 'wechat',
      mchid: wechat.mchid,
      serial: wechat.serial,
      privateKeyFile: await write('merchant.pem', wechat.merchant.privateKey),
      platformPublicKeyFile: await write('platform.pem', wechat.platform.publicKey),
      platformKeyId: wechat.platformKeyId,
      apiV3KeyFile: await write('v3', wechat.apiV3Key),
      notifyUrl,
      endpoint: url,
    },
  ]
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1)
}
