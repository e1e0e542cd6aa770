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
    tags: ['Orders', 'Cases', 'Evidence', 'Screenings', 'Policies', 'Webhooks', 'Events', 'API keys', 'People', 'Sign-in', 'Service'].map(
      (name) => ({ name }),
    ),
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
  return { ...document, components: { ...document.components, securitySchemes: { apiKey: key, session } } }
}
