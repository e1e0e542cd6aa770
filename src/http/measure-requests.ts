import { createMiddleware } from 'hono/factory'
import { matchedRoutes } from 'hono/route'
import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import type { HttpEnv, HttpParts } from './parts.js'

/** Counts requests and their durations by route and status. One for a registry. */
export function measureRequests(registry: Registry) {
  const labelNames = ['method', 'route', 'status'] as const
  const requests = new Counter({ name: 'http_requests_total', help: 'Requests answered', labelNames, registers: [registry] })
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'From the head of the request to the head of the answer',
    labelNames: ['method', 'route'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  })
  return createMiddleware<HttpEnv>(async (c, next) => {
    const startedMs = performance.now()
    await next()
    // The pattern, never the address: ids would make a series each.
    const route = matchedRoutes(c).findLast(({ path, method }) => method !== 'ALL' && !path.includes('*'))?.path ?? 'none'
    requests.inc({ method: c.req.method, route, status: String(c.res.status) })
    durations.observe({ method: c.req.method, route }, (performance.now() - startedMs) / 1000)
  })
}

/** Shows how many jobs wait, run or are dead, asked of the queue when somebody looks. */
export function measureQueue({ queue, metrics }: Pick<HttpParts, 'queue' | 'metrics'>): void {
  new Gauge({
    name: 'queue_jobs',
    help: 'Jobs by name and state',
    labelNames: ['name', 'state'],
    registers: [metrics],
    async collect() {
      this.reset()
      // A queue that cannot be asked shows no figures, and the other measurements still stand.
      const counts = await queue.counts().catch(() => null)
      for (const [name, states] of Object.entries(counts ?? {})) {
        for (const [state, count] of Object.entries(states)) this.set({ name, state }, count)
      }
    },
  })
}
