import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { Fault } from '../../errors.js'
import type { ViewRow } from '../../ports/store/views.js'
import { personOf } from '../deciders.js'
import { failures, json, jsonBody } from '../forms/common.js'
import { queueFilter, savedView, viewBody } from '../forms/desk.js'
import { found } from '../found.js'
import { reads, writes } from '../guard.js'
import type { HttpEnv } from '../parts.js'
import { answerInvalid } from '../refuse-invalid.js'

const tags = ['Review desk']
const params = z.object({ name: z.string().trim().min(1).max(60).openapi({ example: '大额' }) })

const listViews = createRoute({
  method: 'get',
  path: '/v1/me/views',
  operationId: 'listViews',
  tags,
  summary: 'The views of the queue that one keeps, by name',
  ...reads('cases:decide'),
  responses: { 200: json(z.object({ items: z.array(savedView) }), 'All of them'), ...failures },
})

const getView = createRoute({
  method: 'get',
  path: '/v1/me/views/{name}',
  operationId: 'getView',
  tags,
  summary: 'One of them',
  ...reads('cases:decide'),
  request: { params },
  responses: { 200: json(savedView, 'The view'), ...failures },
})

const putView = createRoute({
  method: 'put',
  path: '/v1/me/views/{name}',
  operationId: 'putView',
  tags,
  summary: 'Keep a filter of the queue under a name',
  description: 'At most 50.',
  ...writes('cases:decide'),
  request: { params, ...jsonBody(viewBody) },
  responses: { 200: json(savedView, 'Kept'), ...failures },
})

const removeView = createRoute({
  method: 'delete',
  path: '/v1/me/views/{name}',
  operationId: 'removeView',
  tags,
  summary: 'Keep it no more',
  ...writes('cases:decide'),
  request: { params },
  responses: { 204: { description: 'Gone' }, ...failures },
})

const mostViews = 50

/** The views of the queue that a person keeps. */
export function viewsRoutes(): OpenAPIHono<HttpEnv> {
  const app = new OpenAPIHono<HttpEnv>({ defaultHook: answerInvalid })
  const viewsOf = (c: { readonly var: HttpEnv['Variables'] }) =>
    c.var.parts.store.lookInPlatform(c.var.caller.platformId, ({ views }) => views.list(personOf(c.var.caller).id))
  app.openapi(listViews, async (c) => c.json({ items: (await viewsOf(c)).map(showView) }, 200))
  app.openapi(getView, async (c) => {
    const { name } = c.req.valid('param')
    const view = (await viewsOf(c)).find((one) => one.name === name)
    return c.json(showView(found(view, name)), 200)
  })
  app.openapi(putView, async (c) => {
    const { id } = personOf(c.var.caller)
    const view = { name: c.req.valid('param').name, filter: c.req.valid('json').filter }
    const kept = await c.var.parts.store.inPlatform(c.var.caller.platformId, ({ views }) => views.put(id, view, mostViews))
    if (!kept) throw new Fault('views-full', `${mostViews} are kept already: remove one`)
    return c.json(showView(kept), 200)
  })
  app.openapi(removeView, async (c) => {
    const { id } = personOf(c.var.caller)
    const { name } = c.req.valid('param')
    const isGone = await c.var.parts.store.inPlatform(c.var.caller.platformId, ({ views }) => views.remove(id, name))
    found(isGone || null, name)
    return c.body(null, 204)
  })
  return app
}

/** What an older version kept and this one does not know any more is left out. */
function showView({ name, filter, updatedAt }: ViewRow) {
  const known = queueFilter.safeParse(filter)
  return { name, filter: known.success ? known.data : {}, updatedAt }
}
