import { Counter, type Registry } from 'prom-client'
import type { PlatformRows, Store } from '../ports/store.js'

/** The store, counting what its transactions kept: readings, verdicts, deliveries and refunds. One for a registry. */
export function countCommitted(store: Store, registry: Registry): Store {
  const registers = [registry]
  const counters: Counters = {
    readings: new Counter({ name: 'readings_total', help: 'Evidence read, by result', labelNames: ['result'], registers }),
    verdicts: new Counter({ name: 'verdicts_total', help: 'Verdicts, by outcome and rule', labelNames: ['outcome', 'rule'], registers }),
    deliveries: new Counter({
      name: 'webhook_deliveries_total',
      help: 'Webhook attempts, by what came of them',
      labelNames: ['state'],
      registers,
    }),
    refunds: new Counter({ name: 'refunds_total', help: 'Refunds, by the state they came to', labelNames: ['state'], registers }),
  }
  return {
    ...store,
    inPlatform: async (platformId, work) => {
      let counts: Count[] = []
      const result = await store.inPlatform(platformId, (rows) => {
        // Work may run again: only the run that was kept counts.
        counts = []
        return work(noting(rows, (count) => counts.push(count)))
      })
      for (const { what, labels } of counts) counters[what].inc({ ...labels })
      return result
    },
  }
}

type Counters = Readonly<Record<'readings' | 'verdicts' | 'deliveries' | 'refunds', Counter>>

interface Count {
  readonly what: keyof Counters
  readonly labels: Readonly<Record<string, string>>
}

function noting(rows: PlatformRows, note: (count: Count) => void): PlatformRows {
  const { readings, evidence, verdicts, deliveries, refunds } = rows
  return {
    ...rows,
    readings: {
      ...readings,
      put: async (...given) => {
        const isKept = await readings.put(...given)
        if (isKept) note({ what: 'readings', labels: { result: 'read' } })
        return isKept
      },
    },
    evidence: {
      ...evidence,
      markFaulty: async (id, fault) => {
        const isKept = await evidence.markFaulty(id, fault)
        if (isKept) note({ what: 'readings', labels: { result: fault.code } })
        return isKept
      },
    },
    verdicts: {
      ...verdicts,
      insert: async (given) => {
        const kept = await verdicts.insert(given)
        if (kept?.first) note({ what: 'verdicts', labels: { outcome: given.verdict.outcome, rule: given.verdict.rule } })
        return kept
      },
    },
    deliveries: {
      ...deliveries,
      settle: async (id, attempt, end) => {
        const settled = await deliveries.settle(id, attempt, end)
        if (settled.settled) note({ what: 'deliveries', labels: { state: end.state } })
        return settled
      },
    },
    refunds: {
      ...refunds,
      change: async (id, change) => {
        const row = await refunds.change(id, change)
        if (row && change.state !== undefined) note({ what: 'refunds', labels: { state: row.state } })
        return row
      },
    },
  }
}
