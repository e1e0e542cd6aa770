import { Fault } from '../errors.js'
import type { Identity } from '../ports/sign-in.js'
import type { FoundPerson } from '../ports/store/people.js'
import { type BegunSession, beginSession, type Visitor } from './begin-session.js'
import { stepAfterFirst } from './role-rules.js'
import type { SignInTools } from './sign-in.js'

/**
 * Signs in whom the identity provider vouches for: the person bound to its subject, or, the first time, the one who was
 * invited with the e-mail address that it has verified. Nobody comes into being by signing in. Throws `sign-in-failed`.
 */
export async function signInByProvider(
  { store, rules, now }: Pick<SignInTools, 'store' | 'rules' | 'now'>,
  { subject, verifiedEmail }: Identity,
  platformId: string | null,
  visitor: Visitor,
): Promise<BegunSession> {
  const found = await store.inAll(async ({ people }): Promise<readonly FoundPerson[]> => {
    const bound = await people.findBySubject(subject, platformId)
    return bound.length > 0 || verifiedEmail === null ? bound : people.findUnbound(verifiedEmail, platformId)
  })
  const [only, another] = found
  if (!only || another) throw new Fault('sign-in-failed', 'nobody was invited by this name, or the platform is not clear')
  return store.inPlatform(only.platformId, async (rows) => {
    if (!only.person.hasProvider) {
      await rows.people.setSubject(only.person.id, subject)
      await rows.people.setLink(only.person.id, null)
    }
    const person = (await rows.people.change(only.person.id, { state: 'active' })) ?? only.person
    return beginSession(rows, { person, step: stepAfterFirst(person, rules), by: 'provider', failuresBefore: 0 }, visitor, rules, now())
  })
}
