import { rateTrust } from '../judge/rate-trust.js'
import type { Buyer } from '../model/buyer.js'
import type { Order } from '../model/order.js'
import type { Policy } from '../model/policy.js'
import { policyFor } from '../pipeline/policy-for.js'
import type { CaseRow } from '../ports/store/cases.js'
import type { PlatformRows } from '../ports/store.js'

/**
 * The place of a case's work in the queue, 1 to 2,000,000, lower first: the minute since which it waits (ISO 8601), less the
 * head start of its rank. So who comes later overtakes by no more than the difference of their head starts, and nobody waits for
 * ever; within a minute the queue keeps the order of arrival. The minutes begin anew every 3.8 years: what comes just after that
 * moment goes before what still waits from before it.
 */
export function planPriority(since: string, rank: Rank): number {
  const minute = planTurn(since, rank) - epochMinutes
  return (((minute % mostPlaces) + mostPlaces) % mostPlaces) + 1
}

/** The minute, from 1970 on, that a case's place is counted from: since when it waits (ISO 8601), less the head start of its rank. */
export function planTurn(since: string, rank: Rank): number {
  return Math.floor(Date.parse(since) / 60_000) - headStartMinutes[rank]
}

/** `instant`: may be paid at once if the evidence holds. `much-money`: above what is paid at once. */
type Rank = keyof typeof headStartMinutes

/** The rank of a case by its order and its buyer's trust; who is not known is of low trust. */
export function rankCase(order: Order | null, buyer: Buyer | null, policy: Policy): Rank {
  const tier = rateTrust(buyer, policy)
  if (tier === 'low') return 'low-trust'
  if (order === null) return 'ordinary'
  if (order.amountFen > policy.instant.capFen) return 'much-money'
  return tier === 'high' && policy.instant.enabled && order.instantFunding !== 'none' ? 'instant' : 'ordinary'
}

/** The priority of what is done for a case of the tables, which waits since its last change. */
export async function priorityOf(rows: PlatformRows, { orderNumber, updatedAt }: CaseRow): Promise<number> {
  const known = orderNumber === null ? null : await rows.orders.get(orderNumber)
  const policy = await policyFor(rows, { merchantId: known?.order.merchantId ?? null, at: updatedAt })
  return planPriority(updatedAt, rankCase(known?.order ?? null, known?.buyer ?? null, policy))
}

/**
 * The service's own, no platform's to set: one that raised its own would overtake the others. Who may be paid at once was
 * promised minutes; much money waits a little less; whom nobody knows stands behind those who are known.
 */
const headStartMinutes = { instant: 10, 'much-money': 2, ordinary: 0, 'low-trust': -5 } as const

const epochMinutes = Date.parse('2026-01-01T00:00:00Z') / 60_000

/** As far as the queue counts. */
const mostPlaces = 2_000_000
