import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { Fault } from '../../errors.js'
import { takeOrders } from '../../pipeline/take-orders.js'
import type { NewOrder } from '../../ports/store/orders.js'
import { failures, json } from '../forms/common.js'
import { lineReport, pushedOrder } from '../forms/orders.js'
import { streams } from '../guard.js'
import { beginOnce, commit } from '../idempotency.js'
import type { HttpEnv } from '../parts.js'
import { type ParsedLine, readCsv, readNdjson } from '../read-order-lines.js'
import { answerInvalid } from '../refuse-invalid.js'
import { findUnkeepable } from '../refuse-unkeepable.js'
import { spoolBody } from '../spool-body.js'
import { newReport, noteOrders, noteProblem, type OrderReport } from '../tally-orders.js'
import { toNewOrder } from './orders.js'

const importOrders = createRoute({
  method: 'post',
  path: '/v1/orders/import',
  operationId: 'importOrders',
  tags: ['Orders'],
  summary: 'Import a file of orders',
  description:
    'NDJSON: a `PushedOrder` a line. CSV: a heading of paths (`order.number`, `order.product.id`, `buyer.creditScore` …); ' +
    'an empty cell is left out, a list is JSON in its cell. Bad lines are reported, the others are kept, 200 at a time.',
  ...streams('orders:write'),
  responses: { 200: json(lineReport, 'What became of the lines'), ...failures },
})

const maxBytes = 200_000_000
const batchSize = 200

/** Orders as a file. */
export function importsRoutes(): OpenAPIHono<HttpEnv> {
  const app = new OpenAPIHono<HttpEnv>({ defaultHook: answerInvalid })
  const schema = z.string()
  app.openAPIRegistry.registerPath({
    ...importOrders,
    request: { body: { required: true, content: { 'text/csv': { schema }, 'application/x-ndjson': { schema } } } },
  })
  app.openapi({ ...importOrders, hide: true }, async (c) => {
    const read = readerOf(c.req.header('Content-Type') ?? '')
    return spoolBody(c, maxBytes, async ({ path, sha256 }) => {
      const earlier = await beginOnce(c, sha256, importMs)
      if (earlier) return earlier as never
      const report = newReport()
      let batch: NewOrder[] = []
      for await (const { line, value, problem } of read(path)) {
        const order = problem === null ? check(report, line, value) : noteProblem(report, line, problem)
        if (order) batch.push(order)
        if (batch.length < batchSize) continue
        noteOrders(report, await keep(c, batch))
        batch = []
      }
      const { body } = await commit(c, async (rows) => {
        // The store may run this again: the report is counted once, in what is answered.
        const upserted = await takeOrders(rows, batch, { actor: c.var.caller.keyId, now: c.var.parts.now().toISOString() })
        return { status: 200, body: noteOrders(structuredClone(report), upserted) }
      })
      return c.json(body, 200)
    })
  })
  return app
}

/** Longer than any import runs: its key must not be taken over meanwhile. */
const importMs = 1_800_000

function readerOf(contentType: string): (file: string) => AsyncIterable<ParsedLine> {
  const type = contentType.split(';', 1)[0]?.trim().toLowerCase()
  if (type === 'text/csv') return readCsv
  if (type === 'application/x-ndjson' || type === 'application/jsonl') return readNdjson
  throw new Fault('media-type-refused', 'expected text/csv or application/x-ndjson')
}

function check(report: OrderReport, line: number, value: unknown): NewOrder | undefined {
  const unkeepable = findUnkeepable(value)
  const parsed = pushedOrder.safeParse(value)
  if (unkeepable === null && parsed.success) return toNewOrder(parsed.data)
  noteProblem(report, line, unkeepable ?? parsed.error ?? 'unknown')
  return undefined
}

function keep(c: Context<HttpEnv>, batch: readonly NewOrder[]) {
  return c.var.parts.store.inPlatform(c.var.caller.platformId, (rows) =>
    takeOrders(rows, batch, { actor: c.var.caller.keyId, now: c.var.parts.now().toISOString() }),
  )
}
