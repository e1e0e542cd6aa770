import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { timeForm } from '../../intake/case-form.js'
import { blindAudit } from '../../pipeline/look-again.js'
import type { AuditEntry, AuditFilter } from '../../ports/store/audit.js'
import type { Page, PageAsk } from '../../ports/store/page.js'
import { blindfoldOf } from '../blindfold-of.js'
import { answerPage, pageAsk } from '../cursor.js'
import { auditAnswer } from '../forms/audit.js'
import { failures, json, pageOf, pageQuery } from '../forms/common.js'
import { given } from '../given.js'
import { reads } from '../guard.js'
import type { HttpEnv } from '../parts.js'
import { answerInvalid } from '../refuse-invalid.js'

const word = z.string().min(1).max(300).optional()

const listAudit = createRoute({
  method: 'get',
  path: '/v1/audit',
  operationId: 'listAudit',
  tags: ['Audit'],
  summary: 'Who did what, latest first',
  description:
    'With `Accept: text/csv` all that fits the question, from the latest to the first, as a file; `limit` and `cursor` are not looked at then.',
  ...reads('audit:read'),
  request: {
    query: pageQuery.extend({
      subject: word.openapi({ description: 'The id of what it was done to' }),
      actor: word.openapi({ description: '`key_…`, `per_…` or `system`' }),
      action: word.openapi({ example: 'keys.revealed' }),
      from: timeForm.optional(),
      until: timeForm.optional(),
    }),
  },
  responses: {
    200: {
      description: 'A page, or all as CSV',
      content: { 'application/json': { schema: pageOf(auditAnswer) }, 'text/csv': { schema: z.string() } },
    },
    ...failures,
  },
})

const verifyAudit = createRoute({
  method: 'get',
  path: '/v1/audit/verification',
  operationId: 'verifyAudit',
  tags: ['Audit'],
  summary: 'Whether the audit log is whole',
  description: 'Follows the chain of hashes over all entries of the platform: none was changed, taken out or put in.',
  ...reads('audit:read'),
  responses: {
    200: json(
      z
        .object({
          entries: z.int(),
          broken: z
            .object({ number: z.int(), because: z.string() })
            .nullable()
            .openapi({ description: 'The first entry that does not follow from the one before; null: it is whole' }),
        })
        .openapi('AuditCheck'),
      'What was found',
    ),
    ...failures,
  },
})

/** The audit log, for those who watch over the others. */
export function auditRoutes(): OpenAPIHono<HttpEnv> {
  const app = new OpenAPIHono<HttpEnv>({ defaultHook: answerInvalid })
  app.openapi(verifyAudit, async (c) => {
    const { platformId } = c.var.caller
    const [check] = await c.var.parts.store.inAll(({ audit }) => audit.verify(platformId))
    return c.json({ entries: check?.entries ?? 0, broken: check?.broken ?? null }, 200)
  })
  app.openapi(listAudit, async (c) => {
    const { limit, cursor, subject, ...filter } = c.req.valid('query')
    const asked: AuditFilter = { ...given(filter), ...(subject === undefined ? {} : { subjects: [subject] }) }
    const look = lookAs(c.var)
    if (/\btext\/csv\b/i.test(c.req.header('Accept') ?? '')) {
      return c.body(writeCsv(look, asked), 200, {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': 'attachment; filename="audit.csv"',
      }) as never
    }
    const page = await look({ ...pageAsk({ limit, cursor }), ...asked })
    return c.json(
      answerPage(page, (entry) => entry),
      200,
    )
  })
  return app
}

type Look = (ask: PageAsk & AuditFilter) => Promise<Page<AuditEntry>>

/** A page of the log as this caller may see it. */
function lookAs({ caller, parts }: HttpEnv['Variables']): Look {
  return (ask) =>
    parts.store.lookInPlatform(caller.platformId, async (rows) => {
      const [page, blind] = await Promise.all([rows.audit.list(ask), blindfoldOf(rows, { caller, parts })])
      return { ...page, rows: await blindAudit(rows, blind, page.rows) }
    })
}

const columns = ['number', 'at', 'actor', 'action', 'subject', 'details', 'hash'] as const

/** A page at a time, as fast as it is taken: a log of years is never held whole. */
function writeCsv(look: Look, asked: AuditFilter): ReadableStream<Uint8Array> {
  const text = new TextEncoder()
  let after: string | null = null
  return new ReadableStream({
    // The mark tells Excel that it is UTF-8.
    start: (controller) => controller.enqueue(text.encode(`\ufeff${columns.join(',')}\r\n`)),
    pull: async (controller) => {
      const from = after
      const page = await look({ limit: 500, after: from, ...asked })
      for (const entry of page.rows) controller.enqueue(text.encode(lineOf(entry)))
      after = page.next
      if (after === null) controller.close()
    },
  })
}

function lineOf(entry: AuditEntry): string {
  const cells = columns.map((name) => (name === 'details' ? JSON.stringify(entry.details) : String(entry[name])))
  return `${cells.map(quoted).join(',')}\r\n`
}

/** A cell that a spreadsheet would take for a formula is told apart by an apostrophe. */
function quoted(cell: string): string {
  const harmless = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
