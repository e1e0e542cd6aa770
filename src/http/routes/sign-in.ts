import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { join } from '../../people/join.js'
import { signIn } from '../../people/sign-in.js'
import { csrfOf, hashToken } from '../../people/tokens.js'
import { answerSession } from '../answer-session.js'
import { failures, json, jsonBody } from '../forms/common.js'
import { credentials, joining, sessionAnswer, signInWays } from '../forms/people.js'
import type { HttpEnv } from '../parts.js'
import { answerInvalid } from '../refuse-invalid.js'
import { clearSessionCookie, readSessionCookie } from '../session-cookie.js'
import { bySession, byVisitor } from '../session-guard.js'
import { toolsOf } from '../tools-of.js'
import { visitorOf } from '../visitor-of.js'

const tags = ['Sign-in']

const getWays = createRoute({
  method: 'get',
  path: '/auth/ways',
  operationId: 'getSignInWays',
  tags,
  summary: 'How one can sign in here',
  security: [],
  responses: { 200: json(signInWays, 'The ways'), ...failures },
})

const postSignIn = createRoute({
  method: 'post',
  path: '/auth/sign-in',
  operationId: 'signIn',
  tags,
  summary: 'Sign in by password',
  description:
    'Sets the session cookie. Whether there is such an account is not told; after failed tries one has to wait, longer each time.',
  ...byVisitor(),
  request: jsonBody(credentials),
  responses: { 200: json(sessionAnswer, 'The session has begun'), ...failures },
})

const postJoin = createRoute({
  method: 'post',
  path: '/auth/join',
  operationId: 'join',
  tags,
  summary: 'Set a password by a link, and sign in',
  ...byVisitor(),
  request: jsonBody(joining),
  responses: { 200: json(sessionAnswer, 'The session has begun'), ...failures },
})

const getSession = createRoute({
  method: 'get',
  path: '/auth/session',
  operationId: 'getSession',
  tags,
  summary: 'How the present session stands',
  ...bySession('done', 'totp', 'enrol'),
  responses: { 200: json(sessionAnswer, 'The session'), ...failures },
})

const postSignOut = createRoute({
  method: 'post',
  path: '/auth/sign-out',
  operationId: 'signOut',
  tags,
  summary: 'End this session',
  ...bySession('done', 'totp', 'enrol'),
  responses: { 204: { description: 'It is over' }, ...failures },
})

/** Coming in and going out. */
export function signInRoutes(): OpenAPIHono<HttpEnv> {
  const app = new OpenAPIHono<HttpEnv>({ defaultHook: answerInvalid })
  app.openapi(getWays, (c) => c.json({ password: true as const, provider: c.var.parts.signIn.provider?.name ?? null }, 200))
  app.openapi(postSignIn, async (c) => {
    const { parts } = c.var
    const before = readSessionCookie(c)
    const begun = await signIn(toolsOf(parts), c.req.valid('json'), visitorOf(c))
    // What this browser had before is worth nothing any more, whosever it was.
    const old = before === null ? null : await parts.store.inAll(({ people }) => people.findSession(hashToken(before)))
    if (old) await parts.store.inPlatform(old.platformId, ({ sessions }) => sessions.end(old.session.id, old.person.id))
    return c.json(answerSession(c, begun), 200)
  })
  app.openapi(postJoin, async (c) => {
    const { token, password } = c.req.valid('json')
    const begun = await join(toolsOf(c.var.parts), token, password, visitorOf(c))
    return c.json(answerSession(c, begun), 200)
  })
  app.openapi(getSession, (c) => c.json({ step: c.var.living.session.step, csrf: csrfOf(c.var.living.token) }, 200))
  app.openapi(postSignOut, async (c) => {
    const { platformId, session, person } = c.var.living
    await c.var.parts.store.inPlatform(platformId, async ({ sessions, audit }) => {
      await sessions.end(session.id, person.id)
      await audit.append({ actor: person.id, action: 'person.signed_out', subject: person.id, details: {} })
    })
    clearSessionCookie(c)
    return c.body(null, 204)
  })
  return app
}
