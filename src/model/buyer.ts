import type { Contact } from './contact.js'

/** The order's owner. `creditScore` runs 0-1000. */
export interface Buyer {
  readonly id: string
  readonly creditScore: number
  readonly accountAgeDays: number
  readonly completedOrders: number
  readonly refunds90d: number
  readonly upheldAgainst365d: number
  readonly deviceId: string | null
  /** Where the buyer is told what becomes of a claim; left out: by the platform. */
  readonly contact?: Contact | null
}

/** rules.md section 6. */
export type TrustTier = 'high' | 'ordinary' | 'low'
