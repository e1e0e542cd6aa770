import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { Fault } from '../../errors.js'
import { takeOrders } from '../../pipeline/take-orders.js'
import type { NewOrder } from '../../ports/store/orders.js'
import { answerPage, pageAsk } from '../cursor.js'
import { failures, json, jsonBody, pageOf, pageQuery } from '../forms/common.js'
import { lineReport, orderAnswer, pushedOrder } from '../forms/orders.js'
import { given } from '../given.js'
import { posts, reads, writes } from '../guard.js'
import { commit } from '../idempotency.js'
import type { HttpEnv } from '../parts.js'
import { answerInvalid } from '../refuse-invalid.js'
import { showOrder } from '../show/show-order.js'
import { newReport, noteOrders, noteProblem } from '../tally-orders.js'

const numberParam = z.object({
  number: z.string().min(1).max(200).openapi({ description: "The order's number", example: 'DD7K2M9QX4B81TZA' }),
})

const putOrder = createRoute({
  method: 'put',
  path: '/v1/orders/{number}',
  operationId: 'putOrder',
  tags: ['Orders'],
  summary: 'Push one order',
  description: 'The last one wins. Where an open case is judged by it, the case is judged anew.',
  ...writes('orders:write', 2_000_000),
  request: { params: numberParam, ...jsonBody(pushedOrder) },
  responses: { 200: json(orderAnswer, 'Known already'), 201: json(orderAnswer, 'New'), ...failures },
})

const postOrders = createRoute({
  method: 'post',
  path: '/v1/orders',
  operationId: 'postOrders',
  tags: ['Orders'],
  summary: 'Push many orders',
  description: 'Up to 1000, each of the form `PushedOrder`. A bad one is reported by its place, from 1; the others are kept.',
  ...posts('orders:write', 10_000_000),
  request: jsonBody(z.object({ orders: z.array(z.unknown()).min(1).max(1000) })),
  responses: { 200: json(lineReport, 'What became of them'), ...failures },
})

const getOrder = createRoute({
  method: 'get',
  path: '/v1/orders/{number}',
  operationId: 'getOrder',
  tags: ['Orders'],
  summary: 'One order',
  ...reads('orders:read'),
  request: { params: numberParam },
  responses: { 200: json(orderAnswer, 'The order as it was told last'), ...failures },
})

const listOrders = createRoute({
  method: 'get',
  path: '/v1/orders',
  operationId: 'listOrders',
  tags: ['Orders'],
  summary: 'Orders, newest first',
  ...reads('orders:read'),
  request: {
    query: pageQuery.extend({ buyerId: z.string().min(1).max(200).optional(), status: orderAnswer.shape.order.shape.status.optional() }),
  },
  responses: { 200: json(pageOf(orderAnswer), 'A page'), ...failures },
})

/** Orders: pushed one by one or many at a time, and looked at. */
export function ordersRoutes(): OpenAPIHono<HttpEnv> {
  const app = new OpenAPIHono<HttpEnv>({ defaultHook: answerInvalid })
  app.openapi(putOrder, async (c) => {
    const pushed = c.req.valid('json')
    if (pushed.order.number !== c.req.valid('param').number) {
      throw new Fault('request-invalid', 'order.number and the number in the address differ')
    }
    const { status, body } = await commit(c, async (rows) => {
      const [upserted] = await takeOrders(rows, [toNewOrder(pushed)], byCaller(c))
      if (!upserted) throw new Fault('internal', 'an upserted order gave no row')
      return { status: upserted.was === 'created' ? (201 as const) : (200 as const), body: showOrder(upserted.row, c.var.caller) }
    })
    return c.json(body, status)
  })
  app.openapi(postOrders, async (c) => {
    const report = newReport()
    const good: NewOrder[] = []
    for (const [index, item] of c.req.valid('json').orders.entries()) {
      const parsed = pushedOrder.safeParse(item)
      if (parsed.success) good.push(toNewOrder(parsed.data))
      else noteProblem(report, index + 1, parsed.error)
    }
    const { status, body } = await commit(c, async (rows) => {
      const upserted = await takeOrders(rows, good, byCaller(c))
      return { status: 200 as const, body: noteOrders(structuredClone(report), upserted) }
    })
    return c.json(body, status)
  })
  app.openapi(getOrder, async (c) => {
    const { number } = c.req.valid('param')
    const row = await c.var.parts.store.inPlatform(c.var.caller.platformId, ({ orders }) => orders.get(number))
    if (!row) throw new Fault('not-found', 'no order has this number')
    return c.json(showOrder(row, c.var.caller), 200)
  })
  app.openapi(listOrders, async (c) => {
    const { limit, cursor, ...filter } = c.req.valid('query')
    const ask = { ...pageAsk({ limit, cursor }), ...given(filter) }
    const page = await c.var.parts.store.inPlatform(c.var.caller.platformId, ({ orders }) => orders.list(ask))
    return c.json(
      answerPage(page, (row) => showOrder(row, c.var.caller)),
      200,
    )
  })
  return app
}

function byCaller({ var: { caller, parts } }: { readonly var: HttpEnv['Variables'] }) {
  return { actor: caller.keyId, now: parts.now().toISOString() }
}

/** An order in its form, as the store takes it. */
export function toNewOrder({ order, buyer, keyStatus }: z.output<typeof pushedOrder>): NewOrder {
  return { order, buyer, ...(keyStatus === undefined ? {} : { keyStatus }) }
}
