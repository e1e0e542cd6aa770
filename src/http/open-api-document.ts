import type { OpenAPIHono } from '@hono/zod-openapi'
import type { HttpEnv } from './parts.js'
import { scopes } from './scopes.js'

export type OpenApiDocument = ReturnType<OpenAPIHono<HttpEnv>['getOpenAPI31Document']>

/** The OpenAPI 3.1 document, made of the forms that validate. */
export function openApiDocument(app: OpenAPIHono<HttpEnv>): OpenApiDocument {
  const document = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'SwiftProof 极证',
      version: '1.0.0',
      description:
        'Reads refund evidence, matches it to the order, judges with reasons. Errors are problem+json with a stable `code`. ' +
        'Every POST honours `Idempotency-Key` for a day. Another platform’s things are a 404.',
      license: { name: 'MIT', url: 'https://opensource.org/license/mit' },
    },
    servers: [{ url: '/' }],
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
  })
  const key = {
    type: 'http' as const,
    scheme: 'bearer',
    description: `An API key of a platform or its test side. Scopes: ${scopes.join(', ')}.`,
  }
  const session = {
    type: 'apiKey' as const,
    in: 'cookie' as const,
    name: '__Host-swiftproof-session',
    description:
      'A person signed in (`/auth/…`), with the scopes of its role; on this machine itself the cookie is `swiftproof-session`. ' +
      'Changes need `X-CSRF-Token`. Card keys are masked but in a request whose `Reveal-Reason` says why.',
  }
  const paths = document.paths && withoutMiddleware(document.paths)
  return { ...document, ...(paths ? { paths } : {}), components: { ...document.components, securitySchemes: { apiKey: key, session } } }
}

const tags = {
  Orders: "The platform's record, which every claim is held against",
  Cases: 'Claims: asked about, opened, followed to their verdict',
  'Review desk': 'What waits for a person: held, assigned, decided, signed, looked at again, talked about',
  Evidence: 'Screenshots and recordings, whole or in parts, and what was read in them',
  Refunds: 'Money given back: ordered, carried out, accounted for, and what stops it',
  Board: 'How the platform does, in figures',
  Disputes: 'Complaints at the payment channels, and what to answer',
  Screenings: 'A verdict at once, with nothing kept',
  Policies: 'Every number a platform may set, by version',
  Webhooks: 'Where events are sent, and what became of each delivery',
  Events: 'What happened, in its order, as pages and as a stream',
  'API keys': 'Who may ask what',
  Privacy: 'What is kept of one buyer: told, explained, handed over, deleted',
  Audit: 'Who did what, in a chain that shows when it was changed',
  People: 'Who may sign in, and as what',
  'Sign-in': 'How people come in, and what is theirs alone',
  Service: 'How the service does, for who runs it',
}

/** Routes whose body streams are registered with what stands before them, which is no part of the document. */
function withoutMiddleware(paths: NonNullable<OpenApiDocument['paths']>): NonNullable<OpenApiDocument['paths']> {
  const bare = ([method, operation]: [string, object]) => {
    const { middleware: _, ...shown } = operation as { middleware?: unknown }
    return [method, shown]
  }
  return Object.fromEntries(
    Object.entries(paths).map(([path, operations]) => [path, Object.fromEntries(Object.entries(operations).map(bare))]),
  )
}
