import { setTimeout as wait } from 'node:timers/promises'
import { openPaymentChannels } from '../../src/adapters/payments/open-channels.js'
import { openPostgresStore } from '../../src/adapters/store/open-postgres.js'
import { carryRefund } from '../../src/pipeline/carry-refund.js'
import { startHeartbeat } from '../../src/pipeline/start-heartbeat.js'

/** What the bench tells its worker, as one line of JSON in the environment. */
export interface WorkerOrders {
  readonly databaseUrl: string
  readonly secretKey: string
  readonly channels: unknown
  readonly concurrency: number
}

// Takes from the table what is due, as the sweep does, and carries it on, until somebody kills it. Its clock is the wall's, but
// where nothing is under way it goes on to the next refunds that are planned: what is waited for costs no time.
const { databaseUrl: url, secretKey, channels, concurrency } = JSON.parse(process.env.BENCH_ORDERS ?? '') as WorkerOrders
let aheadMs = 0
const now = () => new Date(Date.now() + aheadMs)
const store = await openPostgresStore({ url, secretKey, clock: now, maxConnections: concurrency })
const payments = await openPaymentChannels(channels)
const underWay = new Set<string>()
await startHeartbeat(store, (words) => console.error(words))
console.log('ready')

for (;;) {
  // Many at a time: asked for each one, the table would be asked more often than the channels.
  const due = await store.inAll(({ unfinished }) => unfinished.refunds(now().toISOString(), concurrency * 10))
  const free = due.filter(({ refundId }) => !underWay.has(refundId))
  for (const payload of free) {
    while (underWay.size >= concurrency) await wait(5)
    underWay.add(payload.refundId)
    void carryRefund({ store, payments, now }, payload)
      .catch((fault: Error) => console.error(fault.message))
      .finally(() => underWay.delete(payload.refundId))
  }
  if (free.length === 0) await wait(50)
  if (due.length === 0 && underWay.size === 0) await goOn()
}

/**
 * To as many as are carried at a time: one by one, each wait would stand alone. Leases that are left are of the dead, so the
 * clock may pass them too.
 */
async function goOn(): Promise<void> {
  const next = (await store.inAll(({ unfinished }) => unfinished.refunds('2999-01-01T00:00:00Z', concurrency))).at(-1)
  const row = next && (await store.inPlatform(next.platformId, ({ refunds }) => refunds.get(next.refundId)))
  if (row?.nextAt) aheadMs += Math.max(0, Date.parse(row.nextAt) - now().getTime()) + 1
}
