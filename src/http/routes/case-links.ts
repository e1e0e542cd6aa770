import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { makeBuyerLink } from '../../intake/make-buyer-link.js'
import { linkAnswer, madeLink, newLinkBody } from '../forms/buyer.js'
import { failures, idParam, json, jsonBody } from '../forms/common.js'
import { found } from '../found.js'
import { posts, reads, writes } from '../guard.js'
import { commit } from '../idempotency.js'
import type { HttpEnv } from '../parts.js'
import { answerInvalid } from '../refuse-invalid.js'

const tags = ['Cases']
const linkParams = idParam('case').extend({ link: z.string().min(1).max(80).openapi({ description: '`lnk_…`' }) })

const addLink = createRoute({
  method: 'post',
  path: '/v1/cases/{id}/links',
  operationId: 'addLink',
  tags,
  summary: "Make a link to the buyer's page of a case",
  description: 'It opens this case and nothing else, without an account. Its address is shown once: only a hash of it is kept.',
  ...posts('cases:write'),
  request: { params: idParam('case'), ...jsonBody(newLinkBody) },
  responses: { 201: json(madeLink, 'Give it to the buyer'), ...failures },
})

const listLinks = createRoute({
  method: 'get',
  path: '/v1/cases/{id}/links',
  operationId: 'listLinks',
  tags,
  summary: 'The links of a case, newest first',
  ...reads('cases:write'),
  request: { params: idParam('case') },
  responses: { 200: json(z.object({ items: z.array(linkAnswer) }), 'The links, also those that are over'), ...failures },
})

const revokeLink = createRoute({
  method: 'delete',
  path: '/v1/cases/{id}/links/{link}',
  operationId: 'revokeLink',
  tags,
  summary: 'Revoke a link',
  ...writes('cases:write'),
  request: { params: linkParams },
  responses: { 200: json(linkAnswer, 'It opens nothing more'), ...failures },
})

/** Links to the buyer's page: made, listed, revoked. */
export function caseLinksRoutes(): OpenAPIHono<HttpEnv> {
  const app = new OpenAPIHono<HttpEnv>({ defaultHook: answerInvalid })
  app.openapi(addLink, async (c) => {
    const { id } = c.req.valid('param')
    const { expiresInMinutes, ...asked } = c.req.valid('json')
    const { parts, caller } = c.var
    const expiresAt = new Date(parts.now().getTime() + expiresInMinutes * 60_000).toISOString()
    const { token, hash } = makeBuyerLink()
    const url = new URL(`/c/${token}`, parts.signIn.publicUrl ?? c.req.url).href
    const { body } = await commit(c, async (rows) => {
      found(await rows.cases.get(id), id)
      const link = await rows.buyerLinks.add({ ...asked, caseId: id, expiresAt, createdBy: caller.keyId, tokenHash: hash })
      const details = { caseId: id, expiresAt, embedOrigin: link.embedOrigin }
      await rows.audit.append({ actor: caller.keyId, action: 'link.made', subject: link.id, details })
      return { status: 201, body: { ...link, url } }
    })
    return c.json(body, 201)
  })
  app.openapi(listLinks, async (c) => {
    const { id } = c.req.valid('param')
    const items = await c.var.parts.store.inPlatform(c.var.caller.platformId, async (rows) => {
      found(await rows.cases.get(id), id)
      return rows.buyerLinks.list(id)
    })
    return c.json({ items: [...items] }, 200)
  })
  app.openapi(revokeLink, async (c) => {
    const { id, link } = c.req.valid('param')
    const { body } = await commit(c, async (rows) => {
      const row = found(await rows.buyerLinks.revoke(id, link, c.var.parts.now().toISOString()), link)
      await rows.audit.append({ actor: c.var.caller.keyId, action: 'link.revoked', subject: link, details: { caseId: id } })
      return { status: 200, body: row }
    })
    return c.json(body, 200)
  })
  return app
}
