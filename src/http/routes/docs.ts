import type { OpenAPIHono } from '@hono/zod-openapi'
import { Hono } from 'hono'
import { drawReference } from '../draw-reference.js'
import { openApiDocument } from '../open-api-document.js'
import type { HttpEnv } from '../parts.js'

/** The OpenAPI document of an app, and a reference to browse, drawn from it: no script, nothing from elsewhere. */
export function docsRoutes(api: OpenAPIHono<HttpEnv>): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>()
  let json: string | null = null
  let page: Promise<string> | null = null
  app.get('/openapi.json', (c) => {
    json ??= JSON.stringify(openApiDocument(api))
    return c.body(json, 200, { 'Content-Type': 'application/json' })
  })
  app.get('/docs', async (c) => {
    page ??= drawReference(openApiDocument(api))
    return c.html(await page)
  })
  return app
}
