import type { BreakerRow } from '../ports/store/exposure.js'
import type { PlatformRows } from '../ports/store.js'

/** Lets automatic payments run again, which only a person does; the watch over drift begins anew. */
export async function resetBreaker(rows: PlatformRows, actor: string, words: string, now: string): Promise<BreakerRow> {
  const known = await rows.breaker.lock()
  if (!known.tripped) return known
  const whole: BreakerRow = {
    tripped: false,
    cause: null,
    words,
    changedBy: actor,
    changedAt: now,
    drift: { audited: 0, wrong: 0, bets: [] },
  }
  await rows.breaker.set(whole)
  await rows.audit.append({ actor, action: 'breaker.reset', subject: rows.platformId, details: { words, cause: known.cause } })
  return whole
}
