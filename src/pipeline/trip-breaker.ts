import { announceEvent } from '../intake/announce-event.js'
import type { BreakerCause, BreakerRow } from '../ports/store/exposure.js'
import type { PlatformRows } from '../ports/store.js'

interface Trip {
  readonly cause: BreakerCause
  readonly words: string
  readonly actor: string
  readonly now: string
  /** The case that made it trip; null when a person did. */
  readonly caseId: string | null
}

/**
 * Trips the platform's breaker: automatic payments go to a person from now on. One that is tripped stays as it is, so that
 * it is announced once. Appends an event and the audit: last in the transaction, or before the case is moved.
 */
export async function tripBreaker(rows: PlatformRows, { cause, words, actor, now, caseId }: Trip): Promise<BreakerRow> {
  const known = await rows.breaker.lock()
  if (known.tripped) return known
  const tripped: BreakerRow = { ...known, tripped: true, cause, words, changedBy: actor, changedAt: now }
  await rows.breaker.set(tripped)
  const data = { cause, words, at: now, caseId }
  await announceEvent(rows, { type: 'breaker.tripped', caseId, data, key: `breaker.${now}.${caseId ?? cause}` })
  await rows.audit.append({ actor, action: 'breaker.tripped', subject: rows.platformId, details: { cause, words } })
  return tripped
}
