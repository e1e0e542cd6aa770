import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { MiddlewareHandler } from 'hono'
import { receiveNotice } from '../../pipeline/receive-notice.js'
import { failures } from '../forms/common.js'
import { found } from '../found.js'
import { limitBody } from '../limit-body.js'
import type { HttpEnv } from '../parts.js'
import { answerInvalid } from '../refuse-invalid.js'

/** A complaint with all it says is far smaller. */
const limited: MiddlewareHandler<HttpEnv>[] = [limitBody(262_144)]

const postNotice = createRoute({
  method: 'post',
  path: '/v1/notices/{platformId}/{channel}',
  operationId: 'receiveNotice',
  tags: ['Refunds'],
  summary: 'Where a payment channel tells of refunds and complaints',
  description: "Without an API key: the channel's signature says who it is. Answered when what it says is kept.",
  security: [],
  middleware: limited,
  request: { params: z.object({ platformId: z.string().max(80), channel: z.enum(['alipay', 'wechat']) }) },
  responses: { 200: { description: 'Kept', content: { 'text/plain': { schema: z.string() } } }, ...failures },
})

/** What payment channels tell unasked. */
export function noticesRoutes(): OpenAPIHono<HttpEnv> {
  const app = new OpenAPIHono<HttpEnv>({ defaultHook: answerInvalid })
  app.openapi(postNotice, async (c) => {
    const { platformId, channel } = c.req.valid('param')
    const { payments, store, now } = c.var.parts
    const port = found(payments.of(platformId, channel), platformId)
    const body = new Uint8Array(await c.req.arrayBuffer())
    const notice = await port.parseNotice(c.req.header(), body)
    await store.inPlatform(platformId, (rows) => receiveNotice(rows, channel, notice, now().toISOString()))
    return c.text(port.acknowledgement, 200)
  })
  return app
}
