import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { type Context, Hono } from 'hono'
import { Fault } from '../../errors.js'
import { lookAsBuyer } from '../../pipeline/look-as-buyer.js'
import { tellBuyer } from '../../report/tell-buyer.js'
import { findLink } from '../find-link.js'
import type { HttpEnv } from '../parts.js'

/**
 * The console's pages, from the folder they were built into. Whatever lies under `/console/` is the one page, which knows its
 * own addresses; what it is made of has a hash in its name and is kept for ever.
 */
export function pagesRoutes(folder: string | null): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>()
  if (folder === null) {
    for (const address of ['/console/*', '/c/:token']) {
      app.get(address, () => {
        throw new Fault('not-found', 'the console is not built: npm run setup')
      })
    }
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
  app.get('/console/*', (c) => answerPage(c, folder, 'desk'))
  app.get('/c/:token', async (c) => {
    const { parts } = c.var
    const found = await findLink(parts, c.req.param('token'))
    // The page says itself, and kindly, what is wrong with the link.
    if (!found) return answerPage(c, folder, 'buyer', { status: 404, first: { case: null, problem: 'not-found' } })
    if (found.isOver) return answerPage(c, folder, 'buyer', { status: 410, first: { case: null, problem: 'link-invalid' } })
    const { link, platformId } = found
    const now = parts.now().toISOString()
    const seen = await parts.store.inCase(platformId, link.caseId, (rows) => lookAsBuyer(rows, link.caseId, now))
    const told = { ...tellBuyer(seen, link.language, now), linkExpiresAt: link.expiresAt, language: link.language }
    const framers = link.embedOrigin === null ? "'none'" : `'self' ${link.embedOrigin}`
    return answerPage(c, folder, 'buyer', { framers, first: { case: told, problem: null } })
  })
  return app
}

interface PageOptions {
  readonly status?: 200 | 404 | 410
  /** Who may show it inside a page of theirs, as the policy names them. */
  readonly framers?: string
  /** What the page would ask first: on a slow line each question costs. */
  readonly first?: object
}

/**
 * One of the pages, with what a browser may do on it: scripts, styles and requests of this host alone, and only `framers`
 * may show it inside a page of theirs.
 */
async function answerPage(
  c: Context<HttpEnv>,
  folder: string,
  name: 'desk' | 'buyer',
  { status = 200, framers = "'none'", first }: PageOptions = {},
): Promise<Response> {
  const page = await readFile(path.join(folder, name, 'index.html'), 'utf8')
  const nonce = randomBytes(16).toString('base64')
  c.header('Content-Security-Policy', policyFor(nonce, framers))
  c.header('Cache-Control', 'no-store')
  c.header('Referrer-Policy', 'no-referrer')
  c.header('X-Content-Type-Options', 'nosniff')
  c.header('Cross-Origin-Opener-Policy', 'same-origin')
  const whole = page.replaceAll('__CSP_NONCE__', nonce)
  // No word of a case ends the element it stands in.
  const inHtml = JSON.stringify(first ?? null).replaceAll('<', '\\u003c')
  return c.html(
    whole.replace('"__FIRST__"', () => inHtml),
    status,
  )
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
