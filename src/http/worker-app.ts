import { Hono } from 'hono'
import { measureQueue } from './measure-requests.js'
import type { HttpParts } from './parts.js'

/** What a process answers that only works: that it lives, and its measurements. One for a metrics registry. */
export function createWorkerApp(parts: Pick<HttpParts, 'queue' | 'metrics'>): Hono {
  const app = new Hono()
  measureQueue(parts)
  app.get('/healthz', (c) => c.json({ status: 'ok' }))
  app.get('/metrics', async (c) => c.text(await parts.metrics.metrics(), 200, { 'Content-Type': parts.metrics.contentType }))
  return app
}
