import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What the next sign-in says of the person, and what is wrong with the token. */
interface Mood {
  claims: Record<string, unknown>
  /** Signed with a key that the provider does not publish. */
  forged?: boolean
  /** `none` as algorithm, without a signature. */
  unsigned?: boolean
  down?: boolean
}

/** A small OpenID Connect provider: discovery, authorization with PKCE, token endpoint, keys. Signs in whoever comes. */
export async function startOidcServer() {
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const otherKeys = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const mood: Mood = { claims: {} }
  const codes = new Map<string, URLSearchParams>()
  let issuer = ''
  let codesMade = 0
  const tokenFor = (asked: URLSearchParams) => {
    const now = Math.floor(Date.now() / 1000)
    const standard = { iss: issuer, aud: 'swiftproof', iat: now, exp: now + 300, nonce: asked.get('nonce') }
    const header = { alg: mood.unsigned ? 'none' : 'RS256', typ: 'JWT', kid: 'k1' }
    const head = `${encode(header)}.${encode({ ...standard, ...mood.claims })}`
    return `${head}.${mood.unsigned ? '' : signature(head, mood.forged ? otherKeys.privateKey : keys.privateKey)}`
  }
  const routes: Record<string, (url: URL, request: IncomingMessage) => Promise<Answer>> = {
    '/.well-known/openid-configuration': async () => ({
      json: {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
      },
    }),
    '/keys': async () => ({ json: { keys: [{ ...keys.publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'RS256', use: 'sig' }] } }),
    '/authorize': async ({ searchParams }) => {
      const code = `code-${++codesMade}`
      codes.set(code, searchParams)
      const back = new URL(searchParams.get('redirect_uri') ?? '')
      back.searchParams.set('code', code)
      back.searchParams.set('state', searchParams.get('state') ?? '')
      return { location: back.href }
    },
    '/token': async (_, request) => {
      const given = new URLSearchParams(await bodyOf(request))
      const asked = codes.get(given.get('code') ?? '')
      codes.delete(given.get('code') ?? '')
      const challenge = createHash('sha256')
        .update(given.get('code_verifier') ?? '')
        .digest('base64url')
      const isRight = asked?.get('code_challenge') === challenge && asked.get('redirect_uri') === given.get('redirect_uri')
      if (!asked || !isRight || !knowsSecret(given, request)) return { status: 400, json: { error: 'invalid_grant' } }
      return { json: { access_token: 'a', token_type: 'Bearer', expires_in: 300, id_token: tokenFor(asked) } }
    },
  }
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', issuer)
    const answer = mood.down ? { status: 503, json: {} } : await routes[url.pathname]?.(url, request)
    if (answer?.location) response.writeHead(302, { location: answer.location }).end()
    else
      response
        .writeHead(answer?.status ?? (answer ? 200 : 404), { 'content-type': 'application/json' })
        .end(JSON.stringify(answer?.json ?? {}))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { issuer, mood, close: () => new Promise((resolve) => server.close(resolve)) }
}

interface Answer {
  readonly status?: number
  readonly json?: unknown
  readonly location?: string
}

function knowsSecret(given: URLSearchParams, { headers }: IncomingMessage): boolean {
  const basic = Buffer.from(/^Basic (.+)$/.exec(headers.authorization ?? '')?.[1] ?? '', 'base64').toString()
  return basic === 'swiftproof:the secret' || (given.get('client_id') === 'swiftproof' && given.get('client_secret') === 'the secret')
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString()
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url')
}

function signature(head: string, key: KeyObject): string {
  return sign('RSA-SHA256', Buffer.from(head), key).toString('base64url')
}
