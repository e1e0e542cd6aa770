import { createMiddleware } from 'hono/factory'
import { Fault } from '../errors.js'
import type { Store } from '../ports/store.js'
import { findLink } from './find-link.js'
import { countRequest } from './limit-rate.js'
import type { HttpEnv } from './parts.js'

/**
 * Lets in who comes by a buyer's link, and no further than its case: every transaction of the request sees this one alone.
 * Counts the requests of each link. Throws `not-found` for an unknown link, `link-invalid` for one that is over, `rate-limited`.
 */
export const openLink = createMiddleware<HttpEnv>(async (c, next) => {
  const { parts } = c.var
  const token = c.req.param('token') ?? ''
  const found = await findLink(parts, token)
  if (!found) throw new Fault('not-found', 'there is no such link')
  if (found.isOver) throw new Fault('link-invalid', 'the link is revoked or expired')
  const { link, platformId, mode } = found
  const isStillValid = async () => (await findLink(parts, token))?.isOver === false
  c.set('caller', { keyId: link.id, platformId, mode, scopes: new Set(), person: null, isStillValid })
  c.set('link', link)
  await countRequest(c, Math.max(1, Math.floor(parts.limiter.points / mostRequests)))
  c.set('parts', { ...parts, store: narrowed(parts.store, link.caseId) })
  await next()
})

/** Of one link in a minute: a recording in parts, with a page that looks after each of them. */
const mostRequests = 240

/** No route can forget it. */
function narrowed(store: Store, caseId: string): Store {
  return {
    ...store,
    inPlatform: (platformId, work) => store.inCase(platformId, caseId, work),
    lookInPlatform: (platformId, work) => store.inCase(platformId, caseId, work),
    inMerchant: () => Promise.reject(new Fault('internal', 'a link is no merchant')),
    inAll: () => Promise.reject(new Fault('internal', 'a link sees its case alone')),
  }
}
