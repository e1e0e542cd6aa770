import type { Role } from '../model/person.js'
import { type Scope, scopes } from './scopes.js'

/** What each role may do. `keys:reveal` counts for a person only in a request that says why (`Reveal-Reason`). */
export const roleScopes: Readonly<Record<Role, readonly Scope[]>> = {
  reviewer: ['orders:read', 'cases:read', 'cases:write', 'cases:decide', 'refunds:read', 'policies:read', 'events:read'],
  lead: [
    'orders:read',
    'cases:read',
    'cases:write',
    'cases:decide',
    'refunds:read',
    'refunds:write',
    'breaker:write',
    'screenings:write',
    'policies:read',
    'policies:write',
    'webhooks:read',
    'events:read',
    'people:read',
    'keys:reveal',
    'audit:read',
  ],
  admin: scopes,
  // Of these it sees its own only: the store walls it in.
  merchant: ['orders:read', 'cases:read'],
  auditor: [
    'orders:read',
    'cases:read',
    'refunds:read',
    'privacy:read',
    'policies:read',
    'webhooks:read',
    'events:read',
    'people:read',
    'audit:read',
  ],
}
