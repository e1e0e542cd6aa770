import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { changePerson, invitePerson, type LinkedPerson, renewLink } from '../../people/manage-people.js'
import { answerPage, pageAsk } from '../cursor.js'
import { failures, idParam, json, jsonBody, pageOf, pageQuery } from '../forms/common.js'
import { linkedPerson, meAnswer, newPerson, personAnswer, personChange } from '../forms/people.js'
import { given } from '../given.js'
import { posts, reads, writes } from '../guard.js'
import { commit } from '../idempotency.js'
import type { HttpEnv } from '../parts.js'
import { answerInvalid } from '../refuse-invalid.js'

const tags = ['People']

const getMe = createRoute({
  method: 'get',
  path: '/v1/me',
  operationId: 'getMe',
  tags,
  summary: 'Who asks, and what it may do',
  security: [{ apiKey: [] }, { session: [] }],
  responses: { 200: json(meAnswer, 'Who asks'), ...failures },
})

const listPeople = createRoute({
  method: 'get',
  path: '/v1/people',
  operationId: 'listPeople',
  tags,
  summary: 'The people of the platform, newest first',
  ...reads('people:read'),
  request: { query: pageQuery },
  responses: { 200: json(pageOf(personAnswer), 'A page'), ...failures },
})

const invite = createRoute({
  method: 'post',
  path: '/v1/people',
  operationId: 'invitePerson',
  tags,
  summary: 'Invite a person',
  ...posts('people:write'),
  request: jsonBody(newPerson),
  responses: { 201: json(linkedPerson, 'Invited; give it the link'), ...failures },
})

const change = createRoute({
  method: 'patch',
  path: '/v1/people/{id}',
  operationId: 'changePerson',
  tags,
  summary: 'Change the name or the role, disable or enable',
  description: 'A changed role, or a disabled person, ends its sessions. The last admin stays.',
  ...writes('people:write'),
  request: { params: idParam('per'), ...jsonBody(personChange) },
  responses: { 200: json(personAnswer, 'The person'), ...failures },
})

const link = createRoute({
  method: 'post',
  path: '/v1/people/{id}/link',
  operationId: 'renewLink',
  tags,
  summary: 'A new link for who lost the first one, the password or the authenticator',
  description: 'The password works no more, every session of that person ends.',
  ...posts('people:write'),
  request: { params: idParam('per'), ...jsonBody(z.object({ resetTotp: z.boolean().default(false) })) },
  responses: { 200: json(linkedPerson, 'Give it the link'), ...failures },
})

/** Who asks, and who works for the platform. */
export function peopleRoutes(): OpenAPIHono<HttpEnv> {
  const app = new OpenAPIHono<HttpEnv>({ defaultHook: answerInvalid })
  app.openapi(getMe, (c) => {
    const { platformId, mode, scopes, person } = c.var.caller
    return c.json({ platformId, mode, scopes: [...scopes], person }, 200)
  })
  app.openapi(listPeople, async (c) => {
    const ask = pageAsk(c.req.valid('query'))
    const page = await c.var.parts.store.inPlatform(c.var.caller.platformId, ({ people }) => people.list(ask))
    return c.json(
      answerPage(page, (row) => row),
      200,
    )
  })
  app.openapi(invite, async (c) => {
    const person = c.req.valid('json')
    const { body } = await commit(c, async (rows) => {
      const linked = await invitePerson(rows, person, c.var.caller.keyId, c.var.parts.now())
      return { status: 201, body: showLinked(c, linked) }
    })
    return c.json(body, 201)
  })
  app.openapi(change, async (c) => {
    const { id } = c.req.valid('param')
    const { body } = await commit(c, async (rows) => ({
      status: 200,
      body: await changePerson(rows, id, given(c.req.valid('json')), c.var.caller.keyId),
    }))
    return c.json(body, 200)
  })
  app.openapi(link, async (c) => {
    const { id } = c.req.valid('param')
    const { body } = await commit(c, async (rows) => {
      const linked = await renewLink(rows, id, c.req.valid('json'), c.var.caller.keyId, c.var.parts.now())
      return { status: 200, body: showLinked(c, linked) }
    })
    return c.json(body, 200)
  })
  return app
}

/** The token stands behind the #: browsers send that part to nobody. */
function showLinked(c: Context<HttpEnv>, { person, linkToken }: LinkedPerson) {
  return { person, link: new URL(`/console/join#${linkToken}`, c.var.parts.signIn.publicUrl ?? c.req.url).href }
}
