import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { type Context, Hono } from 'hono'
import { Fault } from '../../errors.js'
import type { HttpEnv } from '../parts.js'

/**
 * The console's pages, from the folder they were built into. Whatever lies under `/console/` is the one page, which knows its
 * own addresses; what it is made of has a hash in its name and is kept for ever.
 */
export function pagesRoutes(folder: string | null): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>()
  if (folder === null) {
    app.get('/console/*', () => {
      throw new Fault('not-found', 'the console is not built: npm run setup')
    })
    return app
  }
  app.get('/console', (c) => c.redirect('/console/'))
  app.get(
    '/console/assets/*',
    serveStatic({
      root: folder,
      rewriteRequestPath: (asked) => asked.replace(/^\/console/, ''),
      precompressed: true,
      onFound: (_, c) => {
        c.header('Cache-Control', 'public, max-age=31536000, immutable')
        c.header('X-Content-Type-Options', 'nosniff')
      },
    }),
    () => {
      throw new Fault('not-found', 'this file is of another version of the console')
    },
  )
  app.get('/console/*', (c) => answerPage(c, folder, 'desk', "'none'"))
  return app
}

/**
 * One of the pages, with what a browser may do on it: scripts, styles and requests of this host alone, and only `framers`
 * may show it inside a page of theirs.
 */
async function answerPage(c: Context<HttpEnv>, folder: string, name: 'desk', framers: string): Promise<Response> {
  const page = await readFile(path.join(folder, name, 'index.html'), 'utf8')
  const nonce = randomBytes(16).toString('base64')
  c.header('Content-Security-Policy', policyFor(nonce, framers))
  c.header('Cache-Control', 'no-store')
  c.header('Referrer-Policy', 'no-referrer')
  c.header('X-Content-Type-Options', 'nosniff')
  c.header('Cross-Origin-Opener-Policy', 'same-origin')
  return c.html(page.replaceAll('__CSP_NONCE__', nonce))
}

function policyFor(nonce: string, framers: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' blob: data:",
    "media-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    `frame-ancestors ${framers}`,
  ].join('; ')
}
