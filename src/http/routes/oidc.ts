import { createHash } from 'node:crypto'
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { Fault, toFault } from '../../errors.js'
import { signInByProvider } from '../../people/sign-in-by-provider.js'
import { newToken } from '../../people/tokens.js'
import type { IdentityProvider, SignInBinding } from '../../ports/sign-in.js'
import { answerSession } from '../answer-session.js'
import { failures } from '../forms/common.js'
import type { HttpEnv } from '../parts.js'
import { answerInvalid } from '../refuse-invalid.js'
import { kept } from '../session-cookie.js'
import { toolsOf } from '../tools-of.js'
import { visitorOf } from '../visitor-of.js'

const elsewhere = { 302: { description: 'Go there' }, ...failures }

const start = createRoute({
  method: 'get',
  path: '/auth/oidc/start',
  operationId: 'startProviderSignIn',
  tags: ['Sign-in'],
  summary: 'Sign in by the identity provider',
  security: [],
  request: {
    query: z.object({
      platformId: z
        .string()
        .regex(/^plat_[a-z0-9]{1,40}$/)
        .optional(),
    }),
  },
  responses: elsewhere,
})

const callback = createRoute({
  method: 'get',
  path: '/auth/oidc/callback',
  operationId: 'endProviderSignIn',
  tags: ['Sign-in'],
  summary: 'Where the identity provider sends people back',
  description: 'Goes on to the console; `?problem=` names the code of what failed.',
  security: [],
  request: { query: z.object({ code: z.string().min(1).max(4000).optional(), state: z.string().max(200).optional() }) },
  responses: elsewhere,
})

const cookieName = 'swiftproof-oidc'
const givenMs = 600_000

/** OpenID Connect: out to the provider and back. */
export function oidcRoutes(): OpenAPIHono<HttpEnv> {
  const app = new OpenAPIHono<HttpEnv>({ defaultHook: answerInvalid })
  app.openapi(start, async (c) => {
    const provider = providerOf(c)
    const secret = newToken()
    const address = await provider.addressFor(bindingOf(secret), redirectUrl(c))
    const value = `${secret}.${c.req.valid('query').platformId ?? ''}`
    setCookie(c, cookieName, value, { ...kept(c), path: '/auth/oidc', maxAge: givenMs / 1000 })
    return c.redirect(address, 302)
  })
  app.openapi(callback, async (c) => {
    const { code, state } = c.req.valid('query')
    const [secret = '', platformId = ''] = (getCookie(c, cookieName) ?? '').split('.')
    deleteCookie(c, cookieName, { ...kept(c), path: '/auth/oidc' })
    try {
      const binding = bindingOf(secret)
      // Else somebody could be signed in to another's account by a link.
      if (secret === '' || state !== binding.state) throw new Fault('sign-in-failed', 'this sign-in was not begun in this browser')
      if (code === undefined) throw new Fault('sign-in-failed', 'the identity provider let nobody in')
      const identity = await providerOf(c).identify(code, binding, redirectUrl(c))
      answerSession(c, await signInByProvider(toolsOf(c.var.parts), identity, platformId === '' ? null : platformId, visitorOf(c)))
      return c.redirect('/console/', 302)
    } catch (thrown) {
      const fault = toFault(thrown)
      if (fault.status >= 500) c.var.parts.report(fault, c.var.requestId)
      return c.redirect(`/console/?problem=${fault.code}`, 302)
    }
  })
  return app
}

function providerOf(c: Context<HttpEnv>): IdentityProvider {
  const { provider } = c.var.parts.signIn
  if (provider === null) throw new Fault('not-found', 'there is no identity provider')
  return provider
}

/** All three of one secret that only this browser has: nothing has to be kept here meanwhile. */
function bindingOf(secret: string): SignInBinding {
  const part = (name: string) => createHash('sha256').update(`${name} ${secret}`).digest('base64url')
  return { state: part('state'), nonce: part('nonce'), codeVerifier: part('verifier') }
}

function redirectUrl(c: Context<HttpEnv>): string {
  return new URL('/auth/oidc/callback', c.var.parts.signIn.publicUrl ?? c.req.url).href
}
