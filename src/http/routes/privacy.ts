import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { forgetBuyer } from '../../pipeline/forget-buyer.js'
import { answerPage, pageAsk } from '../cursor.js'
import { failures, json, languageQuery, list, pageOf, pageQuery, time } from '../forms/common.js'
import { posts, reads } from '../guard.js'
import { commit } from '../idempotency.js'
import type { HttpEnv } from '../parts.js'
import { answerInvalid } from '../refuse-invalid.js'
import { refuseLookerOfBuyer } from '../refuse-looker.js'

const what = z.enum(['evidence', 'readings', 'keys', 'record'])

const forgottenAnswer = z
  .object({
    deleted: list(z.object({ subject: z.string(), what: list(what) })),
    kept: list(
      z.object({ subject: z.string(), what: z.enum(['everything', 'record']), because: z.string(), until: time.nullable() }),
    ).openapi({ description: 'What must stay, why, and until when' }),
  })
  .openapi('Forgotten')

const deletionAnswer = z
  .object({
    id: z.string(),
    subject: z.string().openapi({ description: 'A case, or an order without one' }),
    what,
    count: z.int(),
    because: z.enum(['retention', 'request']),
    createdAt: time,
  })
  .openapi('Deletion')

const deleteBuyer = createRoute({
  method: 'post',
  path: '/v1/buyers/{id}/deletion',
  operationId: 'deleteBuyer',
  tags: ['Privacy'],
  summary: 'Delete what one buyer may ask to have deleted',
  description: 'At once; what must stay is named with its reason and its date (PIPL article 47). Asked again, it goes on where it stood.',
  ...posts('privacy:write'),
  request: {
    params: z.object({ id: z.string().min(1).max(200).openapi({ description: "The platform's id of the buyer" }) }),
    query: languageQuery,
  },
  responses: { 200: json(forgottenAnswer, 'What went and what stays'), ...failures },
})

const listDeletions = createRoute({
  method: 'get',
  path: '/v1/deletions',
  operationId: 'listDeletions',
  tags: ['Privacy'],
  summary: 'What was deleted, newest first',
  ...reads('privacy:read'),
  request: { query: pageQuery.extend({ subject: z.string().min(1).max(80).optional() }) },
  responses: { 200: json(pageOf(deletionAnswer), 'A page'), ...failures },
})

/** What is deleted of a buyer, and what was. */
export function privacyRoutes(): OpenAPIHono<HttpEnv> {
  const app = new OpenAPIHono<HttpEnv>({ defaultHook: answerInvalid })
  app.openapi(deleteBuyer, async (c) => {
    const { parts, caller } = c.var
    const { language } = c.req.valid('query')
    const { id: buyerId } = c.req.valid('param')
    await parts.store.inPlatform(caller.platformId, (rows) => refuseLookerOfBuyer(rows, c.var, buyerId))
    const { deleted, kept } = await forgetBuyer(parts, caller.platformId, buyerId)
    const { body } = await commit(c, async (rows) => {
      // The log outlives what is deleted, so it does not name the buyer.
      const details = { deleted: deleted.length, kept: kept.length }
      await rows.audit.append({ actor: caller.keyId, action: 'buyer.deletion', subject: caller.platformId, details })
      return { status: 200, body: { deleted, kept: kept.map(({ because, ...rest }) => ({ ...rest, because: because[language] })) } }
    })
    return c.json(body, 200)
  })
  app.openapi(listDeletions, async (c) => {
    const { limit, cursor, subject } = c.req.valid('query')
    const ask = { ...pageAsk({ limit, cursor }), ...(subject === undefined ? {} : { subject }) }
    const page = await c.var.parts.store.inPlatform(c.var.caller.platformId, ({ deletions }) => deletions.list(ask))
    return c.json(
      answerPage(page, (row) => row),
      200,
    )
  })
  return app
}
