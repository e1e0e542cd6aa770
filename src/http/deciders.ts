import { Fault } from '../errors.js'
import type { PersonRow } from '../ports/store/people.js'
import type { Caller } from './parts.js'

/** Who is signed in. Throws `person-needed` for an API key. */
export function personOf({ person }: Caller): PersonRow {
  if (!person) throw new Fault('person-needed', 'an API key stands for no person')
  return person
}
