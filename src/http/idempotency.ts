import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { Fault } from '../errors.js'
import type { StoredAnswer } from '../ports/store/idempotency.js'
import type { PlatformRows } from '../ports/store.js'
import type { HttpEnv } from './parts.js'

/**
 * Answers a request with an `Idempotency-Key` that was answered before in the same bytes, and frees the key when the
 * request fails: a failed one has changed nothing, so it may be tried again.
 * Throws `idempotency-key-reused` for another body under the same key, `idempotency-in-progress`.
 */
export const answerOnce = createMiddleware<HttpEnv>(async (c, next) => {
  const hash = createHash('sha256').update(new Uint8Array(await c.req.arrayBuffer()))
  const earlier = await beginOnce(c, hash.digest('hex'))
  if (earlier) return earlier
  await next()
  await freeKey(c)
  return
})

/** For routes whose body streams: the key is begun by the route with `beginOnce`, when it knows what came. */
export const freeKeyOfFailure = createMiddleware<HttpEnv>(async (c, next) => {
  await next()
  await freeKey(c)
})

/**
 * Claims the request's `Idempotency-Key`, if it has one; `contentHash` tells its body from another. Gives the earlier
 * answer when there is one. `staleMs`: after which the process that began it is taken for dead.
 */
export async function beginOnce(c: Context<HttpEnv>, contentHash: string, staleMs = 120_000): Promise<Response | null> {
  const key = c.req.header('Idempotency-Key')
  if (key === undefined) return null
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) throw new Fault('request-malformed', 'Idempotency-Key: expected 1 to 255 visible ASCII characters')
  const { store, now } = c.var.parts
  const request = { key, method: c.req.method, path: c.req.path }
  const at = now()
  const { person, scopes } = c.var.caller
  // What one person was shown, in full perhaps, is not repeated to another.
  const asker = person === null ? '' : `${person.id} ${scopes.has('keys:reveal')}`
  const begun = await store.inPlatform(c.var.caller.platformId, ({ idempotency }) =>
    idempotency.begin(request, {
      requestHash: createHash('sha256')
        .update(`${new URL(c.req.url).search}\n${contentHash}${asker}`)
        .digest('hex'),
      now: at.toISOString(),
      expiresAt: new Date(at.getTime() + keptMs).toISOString(),
      staleMs,
    }),
  )
  if (begun.is === 'done') return repeat(c, begun.answer)
  if (begun.is === 'other-request') throw new Fault('idempotency-key-reused', 'use a new key for another request')
  if (begun.is === 'in-progress') throw new Fault('idempotency-in-progress', 'ask again in a moment')
  c.set('unanswered', begun.request)
  return null
}

/** One transaction of the caller's. */
export type Transaction = <T>(work: (rows: PlatformRows) => Promise<T>) => Promise<T>

/** Runs the work in one transaction and keeps its answer in the same one, so that a repeat is given the same bytes whatever dies in between. */
export async function commit<Status extends ContentfulStatusCode, Body>(
  c: Context<HttpEnv>,
  work: (rows: PlatformRows) => Promise<{ readonly status: Status; readonly body: Body }>,
  transaction: Transaction = (all) => c.var.parts.store.inPlatform(c.var.caller.platformId, all),
): Promise<{ readonly status: Status; readonly body: Body }> {
  const request = c.var.unanswered
  const answer = await transaction(async (rows) => {
    const made = await work(rows)
    if (request) {
      const headers = { 'content-type': 'application/json' }
      await rows.idempotency.finish(request, { status: made.status, headers, body: Buffer.from(JSON.stringify(made.body)) })
    }
    return made
  })
  c.set('unanswered', null)
  return answer
}

/** As long as the other payment interfaces of the trade keep theirs: a day. */
const keptMs = 24 * 3600 * 1000

function repeat(c: Context<HttpEnv>, { status, headers, body }: StoredAnswer): Response {
  for (const [name, value] of Object.entries(headers)) c.header(name, value)
  c.header('Idempotency-Replayed', 'true')
  return c.body(new Uint8Array(body), status as ContentfulStatusCode)
}

async function freeKey(c: Context<HttpEnv>): Promise<void> {
  const request = c.var.unanswered
  if (!request) return
  await c.var.parts.store.inPlatform(c.var.caller.platformId, ({ idempotency }) => idempotency.abandon(request))
  c.set('unanswered', null)
}
