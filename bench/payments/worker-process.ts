import { setTimeout as wait } from 'node:timers/promises'
import { openPaymentChannels } from '../../src/adapters/payments/open-channels.js'
import { openPostgresStore } from '../../src/adapters/store/open-postgres.js'
import { carryRefund } from '../../src/pipeline/carry-refund.js'

/** What the bench tells its worker, as one line of JSON in the environment. */
export interface WorkerOrders {
  readonly databaseUrl: string
  readonly secretKey: string
  readonly channels: unknown
  readonly concurrency: number
}

// Takes from the table what is due, as the sweep does, and carries it on, until somebody kills it. Its clock is the wall's, but
// where nothing is under way it goes on to the next refund that is planned: what is waited for costs no time.
const { databaseUrl: url, secretKey, channels, concurrency } = JSON.parse(process.env.BENCH_ORDERS ?? '') as WorkerOrders
let aheadMs = 0
const now = () => new Date(Date.now() + aheadMs)
const store = await openPostgresStore({ url, secretKey, clock: now, maxConnections: concurrency })
const payments = await openPaymentChannels(channels)
const underWay = new Set<string>()
console.log('ready')

for (;;) {
  const due = await store.inAll(({ unfinished }) => unfinished.refunds(now().toISOString(), concurrency * 2))
  const free = due.filter(({ refundId }) => !underWay.has(refundId)).slice(0, concurrency - underWay.size)
  for (const payload of free) {
    underWay.add(payload.refundId)
    void carryRefund({ store, payments, now }, payload)
      .catch((fault: Error) => console.error(fault.message))
      .finally(() => underWay.delete(payload.refundId))
  }
  await wait(free.length > 0 ? 5 : 50)
  if (due.length === 0 && underWay.size === 0) await goOn()
}

/** Leases that are left are of the dead, so the clock may pass them too. */
async function goOn(): Promise<void> {
  const [next] = await store.inAll(({ unfinished }) => unfinished.refunds('2999-01-01T00:00:00Z', 1))
  const row = next && (await store.inPlatform(next.platformId, ({ refunds }) => refunds.get(next.refundId)))
  if (row?.nextAt) aheadMs += Math.max(0, Date.parse(row.nextAt) - now().getTime()) + 1
}
