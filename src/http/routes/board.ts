import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { Fault } from '../../errors.js'
import { readBoard } from '../../pipeline/read-board.js'
import type { BoardSpan } from '../../ports/store/board.js'
import { boardAnswer, boardQuery } from '../forms/board.js'
import { failures, json } from '../forms/common.js'
import { reads } from '../guard.js'
import type { HttpEnv } from '../parts.js'
import { answerInvalid } from '../refuse-invalid.js'

const getBoard = createRoute({
  method: 'get',
  path: '/v1/board',
  operationId: 'getBoard',
  tags: ['Board'],
  summary: 'How the platform does',
  description:
    'Time to decision, automatic share, asks, appeals, refunds, the load by hour and weekday, reviewers, and what audits of automatic payments prove. At most 400 days.',
  ...reads('board:read'),
  request: { query: boardQuery },
  responses: { 200: json(boardAnswer, 'The figures'), ...failures },
})

/** The lead's board. */
export function boardRoutes(): OpenAPIHono<HttpEnv> {
  const app = new OpenAPIHono<HttpEnv>({ defaultHook: answerInvalid })
  app.openapi(getBoard, async (c) => {
    const span = spanOf(c.req.valid('query'), c.var.parts.now())
    return c.json(await c.var.parts.store.lookInPlatform(c.var.caller.platformId, (rows) => readBoard(rows, span)), 200)
  })
  return app
}

const dayMs = 86_400_000

function spanOf(asked: { readonly [Time in keyof BoardSpan]?: string | undefined }, now: Date): BoardSpan {
  const until = asked.until === undefined ? now : new Date(asked.until)
  const from = asked.from === undefined ? new Date(until.getTime() - 30 * dayMs) : new Date(asked.from)
  const days = (until.getTime() - from.getTime()) / dayMs
  if (!(days > 0 && days <= 400)) throw new Fault('request-invalid', 'from: expected a time before until, by at most 400 days')
  return { from: from.toISOString(), until: until.toISOString() }
}
