import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { streamSSE } from 'hono/streaming'
import { blindfoldOf } from '../blindfold-of.js'
import { pageAsk } from '../cursor.js'
import { failures, json, pageOf, pageQuery } from '../forms/common.js'
import { eventAnswer, eventType } from '../forms/events.js'
import { given } from '../given.js'
import { reads } from '../guard.js'
import type { HttpEnv } from '../parts.js'
import { answerInvalid } from '../refuse-invalid.js'
import { sendEvents } from '../send-events.js'

const listEvents = createRoute({
  method: 'get',
  path: '/v1/events',
  operationId: 'listEvents',
  tags: ['Events'],
  summary: 'Events, oldest first',
  description: '`next` is never null on a page that has events: keep it and ask on later, none is missed. It is the id of the last one.',
  ...reads('events:read'),
  request: {
    query: pageQuery.extend({
      cursor: z.string().min(1).max(80).optional().openapi({ description: 'Events after the one with this id' }),
      caseId: z.string().min(1).max(80).optional(),
      type: eventType.optional(),
    }),
  },
  responses: { 200: json(pageOf(eventAnswer), 'A page'), ...failures },
})

const streamEvents = createRoute({
  method: 'get',
  path: '/v1/events/stream',
  operationId: 'streamEvents',
  tags: ['Events'],
  summary: 'Events as they happen',
  description: 'Server-sent events from now on, or after `Last-Event-ID`; what was missed meanwhile comes first.',
  ...reads('events:read'),
  request: { headers: z.object({ 'last-event-id': z.string().min(1).max(80).optional() }) },
  responses: {
    200: { description: 'A stream without end', content: { 'text/event-stream': { schema: z.string() } } },
    ...failures,
  },
})

/** Events: read on from a place, or as they happen. */
export function eventsRoutes(): OpenAPIHono<HttpEnv> {
  const app = new OpenAPIHono<HttpEnv>({ defaultHook: answerInvalid })
  app.openapi(listEvents, async (c) => {
    const { limit, cursor, caseId, type } = c.req.valid('query')
    const filter = given({ caseId, types: type && [type] })
    const page = await c.var.parts.store.inPlatform(c.var.caller.platformId, async (rows) => {
      const all = await rows.events.list({ ...pageAsk({ limit }), after: cursor ?? null, ...filter })
      const blind = await blindfoldOf(rows, c.var)
      return { items: all.rows.filter((row) => !blind.hides(row.caseId)), next: all.next }
    })
    return c.json(page, 200)
  })
  app.openapi(streamEvents, async (c) => {
    const { parts, caller } = c.var
    const lastId = c.req.valid('header')['last-event-id']
    // Asked before the stream begins, so that an unknown id is a problem and no broken stream.
    const after = await parts.store.inPlatform(caller.platformId, async ({ events }) => {
      if (lastId === undefined) return events.last()
      await events.list({ limit: 1, after: lastId })
      return lastId
    })
    c.header('X-Accel-Buffering', 'no')
    return streamSSE(
      c,
      (stream) => sendEvents(stream, parts, caller, after),
      async (thrown) => parts.report(thrown, c.var.requestId),
    ) as never
  })
  return app
}
