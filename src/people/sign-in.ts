import { Fault } from '../errors.js'
import type { Passwords } from '../ports/sign-in.js'
import type { FoundPerson } from '../ports/store/people.js'
import type { Store } from '../ports/store.js'
import { type BegunSession, beginSession, type Visitor } from './begin-session.js'
import { type Counted, countTry, forgiveTry } from './count-try.js'
import { type SignInRules, stepAfterFirst } from './role-rules.js'

/** What signing in needs of the outside. */
export interface SignInTools {
  readonly store: Store
  readonly passwords: Passwords
  readonly rules: SignInRules
  readonly now: () => Date
}

interface Credentials {
  readonly email: string
  readonly password: string
  /** Where one address has an account on several platforms. */
  readonly platformId: string | null
}

/**
 * Signs a person in by password. Throws `sign-in-waits` after too many tries, and `sign-in-failed` for all else, in the
 * same words and after the same work whether there is such an account or not.
 */
export async function signIn(tools: SignInTools, credentials: Credentials, visitor: Visitor): Promise<BegunSession> {
  const { store, passwords, rules, now } = tools
  const email = credentials.email.toLowerCase()
  const found = await store.inAll(({ people }) => people.findByEmail(email, credentials.platformId))
  // One address with several accounts, and no platform named: which one is meant is not guessed.
  const only = found.length === 1 ? found[0] : undefined
  const counted = triesOf(only, email, visitor)
  const failuresBefore = await countTry(store, counted, now())
  const isRight = await passwords.matches(credentials.password, only?.passwordHash ?? null)
  if (!only || !isRight) throw new Fault('sign-in-failed', 'check e-mail address and password, and the platform where there are several')
  await forgiveTry(store, counted)
  const { person } = only
  return store.inPlatform(only.platformId, (rows) =>
    beginSession(rows, { person, step: stepAfterFirst(person, rules), by: 'password', failuresBefore }, visitor, rules, now()),
  )
}

/** By the person where there is one: its tries count together, whichever way the address is written. */
function triesOf(found: FoundPerson | undefined, email: string, { address }: Visitor): readonly Counted[] {
  return [
    { kind: 'account', name: found?.person.id ?? email },
    { kind: 'address', name: address },
  ]
}
