/** Everything an API key, or the role of a person, can be allowed to do. */
export const scopes = [
  'orders:read',
  'orders:write',
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
  'webhooks:write',
  'events:read',
  'privacy:read',
  'privacy:write',
  'keys:reveal',
  'keys:manage',
  'people:read',
  'people:write',
  'audit:read',
] as const

export type Scope = (typeof scopes)[number]

/** The scopes among these words; others are of a later version and count for nothing. */
export function knownScopes(words: readonly string[]): ReadonlySet<Scope> {
  return new Set(scopes.filter((scope) => words.includes(scope)))
}
