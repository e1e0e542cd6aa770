import type { LivingSession } from './second-factor.js'
import type { SignInTools } from './sign-in.js'
import { hashToken } from './tokens.js'

/** The session of this token with its person, if it still lives: within its hours, not idle, the person not disabled. Notes that it is used. */
export async function findSession(
  { store, rules, now }: Pick<SignInTools, 'store' | 'rules' | 'now'>,
  token: string,
  asked: 'use' | 'look' = 'use',
): Promise<(LivingSession & { readonly mode: 'live' | 'test' }) | null> {
  const found = await store.inAll(({ people }) => people.findSession(hashToken(token)))
  if (found?.person.state !== 'active') return null
  const { session, platformId } = found
  const at = now()
  const idleMs = at.getTime() - Date.parse(session.seenAt)
  if (Date.parse(session.expiresAt) <= at.getTime() || idleMs >= rules.idleMs) return null
  // Noted more often, each request would be a write.
  if (asked === 'use' && idleMs >= seenEveryMs)
    await store.inPlatform(platformId, ({ sessions }) => sessions.seen(session.id, at.toISOString()))
  return found
}

const seenEveryMs = 60_000
