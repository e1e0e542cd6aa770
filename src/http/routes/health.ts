import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { failures, json } from '../forms/common.js'
import type { HttpEnv } from '../parts.js'

const state = z.enum(['ok', 'failing'])
const readiness = z.object({ status: state, parts: z.object({ store: state, queue: state, blobs: state }) }).openapi('Readiness')

const alive = createRoute({
  method: 'get',
  path: '/healthz',
  operationId: 'isAlive',
  tags: ['Service'],
  summary: 'Whether the process lives',
  security: [],
  responses: { 200: json(z.object({ status: z.literal('ok') }), 'It does'), ...failures },
})

const ready = createRoute({
  method: 'get',
  path: '/readyz',
  operationId: 'isReady',
  tags: ['Service'],
  summary: 'Whether store, queue and blobs answer',
  security: [],
  responses: { 200: json(readiness, 'All do'), 503: json(readiness, 'One does not'), ...failures },
})

const metrics = createRoute({
  method: 'get',
  path: '/metrics',
  operationId: 'getMetrics',
  tags: ['Service'],
  summary: 'Measurements for Prometheus',
  security: [],
  responses: { 200: { description: 'The text format', content: { 'text/plain': { schema: z.string() } } }, ...failures },
})

/** How the service does, for who runs it. No key is needed: nothing of a platform is told. */
export function healthRoutes(): OpenAPIHono<HttpEnv> {
  const app = new OpenAPIHono<HttpEnv>()
  app.openapi(alive, (c) => c.json({ status: 'ok' as const }, 200))
  app.openapi(ready, async (c) => {
    const { store, queue, blobs } = c.var.parts
    const [storeState, queueState, blobState] = await Promise.all([
      answers(() => store.ping()),
      answers(() => queue.counts()),
      // Whatever it says of a blob that nobody has, it answered.
      answers(() => blobs.exists(`plat_none/00/${'0'.repeat(64)}`)),
    ])
    const parts = { store: storeState, queue: queueState, blobs: blobState }
    const isReady = Object.values(parts).every((one) => one === 'ok')
    return isReady ? c.json({ status: 'ok' as const, parts }, 200) : c.json({ status: 'failing' as const, parts }, 503)
  })
  app.openapi(metrics, async (c) => {
    const registry = c.var.parts.metrics
    return c.text(await registry.metrics(), 200, { 'Content-Type': registry.contentType })
  })
  return app
}

async function answers(ask: () => Promise<unknown>): Promise<'ok' | 'failing'> {
  const timeout = new Promise<never>((_, reject) => setTimeout(reject, 2000, new Error('no answer')).unref())
  return Promise.race([ask(), timeout]).then(
    () => 'ok' as const,
    () => 'failing' as const,
  )
}
