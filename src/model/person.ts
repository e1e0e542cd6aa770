/** Every role a person can have on a platform. */
export const roles = ['reviewer', 'lead', 'admin', 'merchant', 'auditor'] as const

export type Role = (typeof roles)[number]

/** The roles that may decide cases. */
export const deciders: readonly Role[] = ['reviewer', 'lead', 'admin']

/** `done`: signed in. `totp`: the one-time code is still to come. `enrol`: the role demands one, and none is set up yet. */
export type SessionStep = 'done' | 'totp' | 'enrol'
