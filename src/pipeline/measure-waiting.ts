import { Gauge, type Registry } from 'prom-client'
import type { Store } from '../ports/store.js'

/** Shows since when the oldest unfinished work waits, by the job it waits for, asked of the tables when somebody looks. */
export function measureWaiting(store: Store, registry: Registry, now: () => Date): void {
  new Gauge({
    name: 'oldest_unfinished_seconds',
    help: 'Age of the oldest evidence to be read and the oldest case to be judged; 0 when there is none',
    labelNames: ['name'],
    registers: [registry],
    async collect() {
      this.reset()
      const at = now()
      const ageOf = (oldest: readonly { readonly since: string }[]) =>
        oldest[0] ? Math.max(0, (at.getTime() - Date.parse(oldest[0].since)) / 1000) : 0
      // A store that cannot be asked shows no figures, and the other measurements still stand.
      const oldest = await store
        .inAll(({ unfinished }) => Promise.all([unfinished.evidence(at.toISOString(), 1), unfinished.cases(at.toISOString(), 1)]))
        .catch(() => null)
      if (!oldest) return
      this.set({ name: 'read-evidence' }, ageOf(oldest[0]))
      this.set({ name: 'judge-case' }, ageOf(oldest[1]))
    },
  })
}
