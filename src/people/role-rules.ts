import type { Role, SessionStep } from '../model/person.js'
import type { PersonRow } from '../ports/store/people.js'

/** How people sign in here; the environment decides. */
export interface SignInRules {
  /** After which a session ends, whatever happens. */
  readonly sessionMs: number
  /** After which a session that nothing is asked with ends. */
  readonly idleMs: number
  /** Roles that must have a one-time code. */
  readonly totpRoles: readonly Role[]
}

/** What is left to do after a password or the identity provider. */
export function stepAfterFirst(person: Pick<PersonRow, 'role' | 'hasTotp'>, { totpRoles }: SignInRules): SessionStep {
  if (person.hasTotp) return 'totp'
  return totpRoles.includes(person.role) ? 'enrol' : 'done'
}
