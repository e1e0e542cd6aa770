/** How often an event was sent to an endpoint without success, and since when. */
export interface TriedDelivery {
  /** At least one. */
  readonly attempts: number
  /** ISO 8601; when it was first due, or replayed last. */
  readonly startedAt: string
}

/**
 * When an event is sent again to an endpoint that did not take it (ISO 8601 in UTC), or null when its three days are
 * over. The waits are those the Standard Webhooks specification proposes, each up to a tenth longer by `chance` (0 to 1),
 * so that what failed together is not sent again together.
 */
export function planRedelivery({ attempts, startedAt }: TriedDelivery, now: string, chance: number): string | null {
  const wait = waitsMs[Math.min(attempts, waitsMs.length) - 1] ?? 0
  const next = Date.parse(now) + Math.round(wait * (1 + chance / 10))
  return next > Date.parse(startedAt) + giveUpMs ? null : new Date(next).toISOString()
}

const minuteMs = 60_000
const hourMs = 60 * minuteMs

const waitsMs = [5000, 5 * minuteMs, 30 * minuteMs, 2 * hourMs, 5 * hourMs, 10 * hourMs, 14 * hourMs, 14 * hourMs, 20 * hourMs]

const giveUpMs = 72 * hourMs
