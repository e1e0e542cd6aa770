import { hashBuyerLink } from '../intake/make-buyer-link.js'
import type { BuyerLinkRow } from '../ports/store/buyer-links.js'
import type { HttpParts } from './parts.js'

/** A buyer's link that somebody came by. */
export interface FoundLink {
  readonly platformId: string
  readonly mode: 'live' | 'test'
  readonly link: BuyerLinkRow
  /** Revoked or expired. */
  readonly isOver: boolean
}

/** The link of a token, also one that is over; null when there is none. */
export async function findLink({ store, now }: Pick<HttpParts, 'store' | 'now'>, token: string): Promise<FoundLink | null> {
  if (!/^[\w-]{43}$/.test(token)) return null
  const found = await store.inAll(({ buyerLinks }) => buyerLinks.findByHash(hashBuyerLink(token)))
  if (!found) return null
  const ends = [found.link.revokedAt, found.link.expiresAt]
  return { ...found, isOver: ends.some((end) => end !== null && Date.parse(end) <= now().getTime()) }
}
