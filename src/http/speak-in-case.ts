import type { Context } from 'hono'
import { Fault } from '../errors.js'
import type { CaseSide } from '../model/case-life.js'
import type { Transaction } from './idempotency.js'
import type { HttpEnv } from './parts.js'

/**
 * The transaction in which one side says something in a case: a merchant's person speaks in its own cases, and nobody
 * speaks for the buyer by the scope `cases:answer`. Throws `scope-missing`; `not-found` when it is another merchant's.
 */
export function speakInCase(c: Context<HttpEnv>, caseId: string, side: CaseSide): Transaction {
  const { caller, parts } = c.var
  if (side !== 'merchant' && !caller.scopes.has('cases:write')) {
    throw new Fault('scope-missing', 'the scope cases:write is needed to speak for the buyer')
  }
  const merchantId = caller.person?.merchantId ?? null
  return (work) =>
    merchantId === null
      ? parts.store.inPlatform(caller.platformId, work)
      : parts.store.inMerchantsCase(caller.platformId, merchantId, caseId, work)
}
