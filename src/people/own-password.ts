import { Fault } from '../errors.js'
import { type BegunSession, renewSession } from './begin-session.js'
import { checkPassword } from './check-password.js'
import { type Counted, countTry, forgiveTry } from './count-try.js'
import type { LivingSession } from './second-factor.js'
import type { SignInTools } from './sign-in.js'

/**
 * Changes one's own password, ends every other session and puts this one under a new token.
 * Throws `password-weak`, `sign-in-failed` for a wrong present one, `sign-in-waits`.
 */
export async function changePassword(tools: SignInTools, living: LivingSession, current: string, next: string): Promise<BegunSession> {
  const { person, session } = living
  checkPassword(next, person.email)
  await confirmPassword(tools, living, current)
  const passwordHash = await tools.passwords.hash(next)
  return tools.store.inPlatform(living.platformId, async (rows) => {
    await rows.people.setSecrets(person.id, { passwordHash })
    await rows.sessions.endAll(person.id, session.id)
    const renewed = await renewSession(rows, session, tools.rules)
    await rows.audit.append({ actor: person.id, action: 'person.password_changed', subject: person.id, details: {} })
    return renewed
  })
}

/** Whoever sits at somebody's screen cannot change how that one signs in. Throws `sign-in-failed` or `sign-in-waits`. */
export async function confirmPassword(tools: SignInTools, { platformId, person, session }: LivingSession, password: string): Promise<void> {
  const { store, passwords, now } = tools
  const counted: readonly Counted[] = [
    { kind: 'account', name: person.id },
    { kind: 'address', name: session.address },
  ]
  await countTry(store, counted, now())
  const secrets = await store.inPlatform(platformId, ({ people }) => people.lockSecrets(person.id))
  // Who only ever came by the identity provider has none to confirm by.
  const isRight = secrets?.passwordHash === null || (await passwords.matches(password, secrets?.passwordHash ?? null))
  if (!isRight) throw new Fault('sign-in-failed', 'this is not the present password')
  await forgiveTry(store, counted)
}
