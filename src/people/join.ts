import { Fault } from '../errors.js'
import { type BegunSession, beginSession, type Visitor } from './begin-session.js'
import { checkPassword } from './check-password.js'
import { countTry, forgiveTry } from './count-try.js'
import { stepAfterFirst } from './role-rules.js'
import type { SignInTools } from './sign-in.js'
import { hashToken } from './tokens.js'

/**
 * Uses a link, once: sets the password, makes the person active and signs it in.
 * Throws `link-invalid` for an unknown, used or expired one, `password-weak`, `sign-in-waits`.
 */
export async function join(tools: SignInTools, linkToken: string, password: string, visitor: Visitor): Promise<BegunSession> {
  const { store, rules, now } = tools
  const counted = [{ kind: 'address' as const, name: visitor.address }]
  await countTry(store, counted, now())
  const hash = hashToken(linkToken)
  const found = await store.inAll(({ people }) => people.findByLink(hash))
  if (!found || Date.parse(found.linkExpiresAt) <= now().getTime()) throw new Fault('link-invalid', 'ask an admin for a new one')
  await forgiveTry(store, counted)
  checkPassword(password, found.person.email)
  const passwordHash = await tools.passwords.hash(password)
  return store.inPlatform(found.platformId, async (rows) => {
    const { id } = found.person
    // Of two that use it at the same moment, the second finds it gone.
    if (!(await rows.people.takeLink(id, hash))) throw new Fault('link-invalid', 'it was used')
    await rows.people.setSecrets(id, { passwordHash })
    const person = (await rows.people.change(id, { state: 'active' })) ?? found.person
    await rows.sessions.endAll(id, null)
    return beginSession(rows, { person, step: stepAfterFirst(person, rules), by: 'link', failuresBefore: 0 }, visitor, rules, now())
  })
}
