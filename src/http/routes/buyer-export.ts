import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { stream } from 'hono/streaming'
import { exportBuyer } from '../../pipeline/export-buyer.js'
import { failures, languageQuery } from '../forms/common.js'
import { found } from '../found.js'
import { reads } from '../guard.js'
import type { Caller, HttpEnv, HttpParts } from '../parts.js'
import { answerInvalid } from '../refuse-invalid.js'
import { refuseLookerOfBuyer } from '../refuse-looker.js'
import { showExported } from '../show/show-exported.js'

const exportOne = createRoute({
  method: 'get',
  path: '/v1/buyers/{id}/export',
  operationId: 'exportBuyer',
  tags: ['Privacy'],
  summary: 'Everything that is kept of one buyer',
  description:
    'One JSON object a line; `is` says what it tells of: `buyer` first, then `order`, `case`, `move`, `evidence`, `reading`, `verdict` ' +
    '(with its explanation), `refund`, `notice`, `deletion`, and `end` last, with how many lines came before it: without it the export ' +
    'was cut off. Files are named by their SHA-256 and address. Card keys are masked without the scope `keys:reveal` (PIPL article 45).',
  ...reads('privacy:read'),
  request: {
    params: z.object({ id: z.string().min(1).max(200).openapi({ description: "The platform's id of the buyer" }) }),
    query: languageQuery,
  },
  responses: { 200: { description: 'The lines', content: { 'application/x-ndjson': { schema: z.string() } } }, ...failures },
})

/** What is kept of a buyer, handed over. */
export function buyerExportRoutes(): OpenAPIHono<HttpEnv> {
  const app = new OpenAPIHono<HttpEnv>({ defaultHook: answerInvalid })
  app.openapi(exportOne, async (c) => {
    const { parts, caller } = c.var
    const { id } = c.req.valid('param')
    const { language } = c.req.valid('query')
    await beginExport(parts, caller, id)
    const startedAt = parts.now().toISOString()
    c.header('Content-Type', 'application/x-ndjson; charset=utf-8')
    c.header('Content-Disposition', 'attachment; filename="buyer.ndjson"')
    c.header('X-Accel-Buffering', 'no')
    return stream(
      c,
      async (out) => {
        const write = (line: object) => out.write(`${JSON.stringify(line)}\n`)
        let lines = 1
        await write({ is: 'buyer', id, platformId: caller.platformId, exportedAt: startedAt })
        for await (const one of exportBuyer(parts.store, caller.platformId, id)) {
          // Who revokes a key, or ends a session, ends its export too.
          if (out.aborted || !(await caller.isStillValid())) return
          for (const line of showExported(one, caller, language)) {
            await write(line)
            lines++
          }
        }
        await write({ is: 'end', lines })
      },
      async (thrown) => parts.report(thrown, c.var.requestId),
    ) as never
  })
  return app
}

/** Says in the log that it was asked for, before anything goes out. The log outlives what it is about, so it does not name the buyer. */
async function beginExport(parts: HttpParts, caller: Caller, buyerId: string): Promise<void> {
  const { platformId, keyId, scopes } = caller
  await parts.store.inPlatform(platformId, async (rows) => {
    const { rows: orders } = await rows.orders.list({ buyerId, limit: 1, after: null })
    const { rows: cases } = await rows.cases.list({ buyerId, limit: 1, after: null })
    found(orders[0] ?? cases[0] ?? null, `buyer ${buyerId}`)
    await refuseLookerOfBuyer(rows, { caller, parts }, buyerId)
    const details = { keys: scopes.has('keys:reveal') ? 'in full' : 'masked' }
    await rows.audit.append({ actor: keyId, action: 'buyer.exported', subject: platformId, details })
  })
}
