import { Fault } from '../errors.js'
import { roles } from '../model/person.js'
import type { PersonRow } from '../ports/store/people.js'
import type { Caller } from './parts.js'
import { roleScopes } from './role-scopes.js'

/** The roles that may decide cases. */
export const deciders = roles.filter((role) => roleScopes[role].includes('cases:decide'))

/** Who is signed in. Throws `person-needed` for an API key. */
export function personOf({ person }: Caller): PersonRow {
  if (!person) throw new Fault('person-needed', 'an API key stands for no person')
  return person
}
