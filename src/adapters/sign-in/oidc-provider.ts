import { createAuthorizationURL, validateAuthorizationCode, validateToken } from 'better-auth/oauth2'
import { z } from 'zod'
import { Fault } from '../../errors.js'
import type { Identity, IdentityProvider } from '../../ports/sign-in.js'

interface OidcOptions {
  /** As it stands in its tokens; `/.well-known/openid-configuration` lies under it. */
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  readonly name: string
}

const discovered = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  jwks_uri: z.url(),
})
type Endpoints = z.infer<typeof discovered>

const claims = z.object({
  sub: z.string().min(1),
  nonce: z.string(),
  email: z.string().optional(),
  email_verified: z.union([z.boolean(), z.literal(['true', 'false'])]).optional(),
})

/** Signatures by a key of the provider only: with `none` or a shared secret anybody could sign. */
const algorithms = ['RS256', 'PS256', 'ES256', 'EdDSA']
const timeoutMs = 10_000

/** Any OpenID Connect provider with discovery. Asked for its endpoints when the first person signs in, and again after a failure. */
export function openOidcProvider({ issuer, clientId, clientSecret, name }: OidcOptions): IdentityProvider {
  const options = { clientId, clientSecret }
  let known: Promise<Endpoints> | null = null
  const endpoints = () => {
    known ??= discover(issuer).catch((fault: unknown) => {
      known = null
      throw fault
    })
    return known
  }
  return {
    name,
    addressFor: async ({ state, nonce, codeVerifier }, redirectURI) => {
      const { authorization_endpoint: authorizationEndpoint } = await endpoints()
      const scopes = ['openid', 'email', 'profile']
      const address = await createAuthorizationURL({
        id: name,
        options,
        authorizationEndpoint,
        redirectURI,
        state,
        nonce,
        codeVerifier,
        scopes,
      })
      return address.href
    },
    identify: async (code, { nonce, codeVerifier }, redirectURI) => {
      const { token_endpoint: tokenEndpoint, jwks_uri: jwks } = await endpoints()
      const tokens = await validateAuthorizationCode({ code, codeVerifier, redirectURI, options, tokenEndpoint }).catch(asFault)
      if (!tokens.idToken) throw new Fault('sign-in-failed', 'the identity provider sent no ID token')
      const checks = { issuer, audience: clientId, algorithms, requiredClaims: ['sub', 'exp', 'iat', 'nonce'], clockTolerance: 30 }
      const { payload } = await validateToken(tokens.idToken, jwks, checks).catch((cause: unknown) => {
        throw new Fault('sign-in-failed', 'the ID token is not valid', { cause })
      })
      return toIdentity(issuer, payload, nonce)
    },
  }
}

function toIdentity(issuer: string, payload: unknown, nonce: string): Identity {
  const parsed = claims.safeParse(payload)
  if (!parsed.success || parsed.data.nonce !== nonce) throw new Fault('sign-in-failed', 'the ID token belongs to another sign-in')
  const { sub, email, email_verified: isVerified } = parsed.data
  return {
    subject: `${issuer} ${sub}`,
    verifiedEmail: email && (isVerified === true || isVerified === 'true') ? email.toLowerCase() : null,
  }
}

async function discover(issuer: string): Promise<Endpoints> {
  try {
    const answer = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, { signal: AbortSignal.timeout(timeoutMs) })
    const endpoints = discovered.parse(await answer.json())
    if (endpoints.issuer !== issuer) throw new Error(`it calls itself ${endpoints.issuer}`)
    return endpoints
  } catch (cause) {
    throw new Fault('identity-provider-unavailable', cause instanceof Error ? cause.message : String(cause), { cause })
  }
}

/** A refused code is the visitor's; everything else the provider's. */
function asFault(thrown: unknown): never {
  const status = typeof thrown === 'object' && thrown !== null && 'status' in thrown ? thrown.status : undefined
  if (status === 400 || status === 401) throw new Fault('sign-in-failed', 'the identity provider refused the code', { cause: thrown })
  throw new Fault('identity-provider-unavailable', 'the code could not be exchanged', { cause: thrown })
}
