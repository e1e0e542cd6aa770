import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { changePassword, confirmPassword } from '../../people/own-password.js'
import { beginEnrolment, confirmEnrolment, giveCode, removeTotp } from '../../people/second-factor.js'
import { answerSession } from '../answer-session.js'
import { failures, idParam, json, jsonBody } from '../forms/common.js'
import { codeGiven, enrolled, enrolment, openSession, passwordChange, passwordGiven, sessionAnswer } from '../forms/people.js'
import { found } from '../found.js'
import type { HttpEnv } from '../parts.js'
import { answerInvalid } from '../refuse-invalid.js'
import { bySession } from '../session-guard.js'
import { toolsOf } from '../tools-of.js'

const tags = ['Sign-in']
const gone = { 204: { description: 'Done' }, ...failures }

const verifyCode = createRoute({
  method: 'post',
  path: '/auth/totp/verify',
  operationId: 'giveCode',
  tags,
  summary: 'Give the one-time code that the sign-in waits for',
  description: 'A recovery code does too, once. The session goes on under another cookie.',
  ...bySession('totp'),
  request: jsonBody(codeGiven),
  responses: { 200: json(sessionAnswer, 'Signed in'), ...failures },
})

const beginTotp = createRoute({
  method: 'post',
  path: '/auth/totp/enrol',
  operationId: 'beginTotp',
  tags,
  summary: 'Set up one-time codes',
  description: 'A new secret; it counts when a code of it was given. Who is signed in already gives the password.',
  ...bySession('done', 'enrol'),
  request: jsonBody(passwordGiven),
  responses: { 200: json(enrolment, 'For the authenticator, this once'), ...failures },
})

const confirmTotp = createRoute({
  method: 'post',
  path: '/auth/totp/confirm',
  operationId: 'confirmTotp',
  tags,
  summary: 'Give the first code of the new secret',
  description: 'Ends every other session of this person.',
  ...bySession('done', 'enrol'),
  request: jsonBody(codeGiven),
  responses: { 200: json(enrolled, 'Signed in; the recovery codes are shown this once'), ...failures },
})

const takeTotpOff = createRoute({
  method: 'post',
  path: '/auth/totp/remove',
  operationId: 'removeTotp',
  tags,
  summary: 'Go without one-time codes from now on',
  ...bySession('done'),
  request: jsonBody(codeGiven),
  responses: gone,
})

const postPassword = createRoute({
  method: 'post',
  path: '/auth/password',
  operationId: 'changePassword',
  tags,
  summary: 'Change the password',
  description: 'Ends every other session of this person.',
  ...bySession('done'),
  request: jsonBody(passwordChange),
  responses: { 200: json(sessionAnswer, 'The session goes on under another cookie'), ...failures },
})

const listSessions = createRoute({
  method: 'get',
  path: '/auth/sessions',
  operationId: 'listSessions',
  tags,
  summary: "One's own sessions",
  ...bySession('done'),
  responses: { 200: json(z.object({ items: z.array(openSession) }), 'Those that live, newest first'), ...failures },
})

const endSession = createRoute({
  method: 'delete',
  path: '/auth/sessions/{id}',
  operationId: 'endSession',
  tags,
  summary: "End one of one's own sessions",
  ...bySession('done'),
  request: { params: idParam('ses') },
  responses: gone,
})

const signOutEverywhere = createRoute({
  method: 'post',
  path: '/auth/sign-out-everywhere',
  operationId: 'signOutEverywhere',
  tags,
  summary: 'End every other session',
  ...bySession('done'),
  responses: { 200: json(z.object({ ended: z.int() }), 'How many there were'), ...failures },
})

/** What a person does about its own sign-in. */
export function ownAccountRoutes(): OpenAPIHono<HttpEnv> {
  const app = new OpenAPIHono<HttpEnv>({ defaultHook: answerInvalid })
  addSecondFactor(app)
  app.openapi(postPassword, async (c) => {
    const { current, next } = c.req.valid('json')
    return c.json(answerSession(c, await changePassword(toolsOf(c.var.parts), c.var.living, current, next)), 200)
  })
  app.openapi(listSessions, async (c) => {
    const { parts, living } = c.var
    const rows = await parts.store.inPlatform(living.platformId, ({ sessions }) => sessions.list(living.person.id))
    const at = parts.now().getTime()
    const live = rows.filter(({ expiresAt, seenAt }) => Date.parse(expiresAt) > at && at - Date.parse(seenAt) < parts.signIn.rules.idleMs)
    return c.json({ items: live.map(({ personId: _, step: __, ...row }) => ({ ...row, isThisOne: row.id === living.session.id })) }, 200)
  })
  app.openapi(endSession, async (c) => {
    const { id } = c.req.valid('param')
    const { platformId, person } = c.var.living
    found((await c.var.parts.store.inPlatform(platformId, ({ sessions }) => sessions.end(id, person.id))) || null, id)
    return c.body(null, 204)
  })
  app.openapi(signOutEverywhere, async (c) => {
    const { platformId, person, session } = c.var.living
    const ended = await c.var.parts.store.inPlatform(platformId, async ({ sessions, audit }) => {
      const count = await sessions.endAll(person.id, session.id)
      await audit.append({ actor: person.id, action: 'person.signed_out_everywhere', subject: person.id, details: { ended: count } })
      return count
    })
    return c.json({ ended }, 200)
  })
  return app
}

function addSecondFactor(app: OpenAPIHono<HttpEnv>): void {
  app.openapi(verifyCode, async (c) =>
    c.json(answerSession(c, await giveCode(toolsOf(c.var.parts), c.var.living, c.req.valid('json').code)), 200),
  )
  app.openapi(beginTotp, async (c) => {
    const { parts, living } = c.var
    if (living.session.step === 'done') await confirmPassword(toolsOf(parts), living, c.req.valid('json').password ?? '')
    return c.json(await beginEnrolment(toolsOf(parts), living), 200)
  })
  app.openapi(confirmTotp, async (c) => {
    const { begun, recoveryCodes } = await confirmEnrolment(toolsOf(c.var.parts), c.var.living, c.req.valid('json').code)
    return c.json({ ...answerSession(c, begun), recoveryCodes }, 200)
  })
  app.openapi(takeTotpOff, async (c) => {
    await removeTotp(toolsOf(c.var.parts), c.var.living, c.req.valid('json').code)
    return c.body(null, 204)
  })
}
