import type { SessionStep } from '../model/person.js'
import type { PersonRow, SessionRow } from '../ports/store/people.js'
import type { PlatformRows } from '../ports/store.js'
import type { SignInRules } from './role-rules.js'
import { hashToken, newToken } from './tokens.js'

/** From where a person signs in. */
export interface Visitor {
  /** The network address, as far as tries are counted by it. */
  readonly address: string
  /** The browser's own words for itself. */
  readonly agent: string
}

export interface BegunSession {
  /** For the cookie; nobody else ever learns it. */
  readonly token: string
  readonly step: SessionStep
}

interface Beginning {
  readonly person: PersonRow
  readonly step: SessionStep
  readonly by: 'password' | 'provider' | 'link' | 'code'
  /** Tries that failed before this one. */
  readonly failuresBefore: number
}

/** Begins a session under a new token, and notes it. Appends to the audit log: the last thing a transaction does. */
export async function beginSession(
  rows: PlatformRows,
  { person, step, by, failuresBefore }: Beginning,
  { address, agent }: Visitor,
  { sessionMs }: SignInRules,
  now: Date,
): Promise<BegunSession> {
  const token = newToken()
  const expiresAt = new Date(now.getTime() + (step === 'done' ? sessionMs : halfWayMs)).toISOString()
  await rows.sessions.add({ personId: person.id, tokenHash: hashToken(token), step, address, agent: agent.slice(0, 200), expiresAt })
  if (step === 'done') await rows.people.change(person.id, { lastSignInAt: now.toISOString() })
  await rows.audit.append({
    actor: person.id,
    action: step === 'done' ? 'person.signed_in' : 'person.began_sign_in',
    subject: person.id,
    details: { by, address, failuresBefore },
  })
  return { token, step }
}

/** Time to look a code up, or to set an authenticator up. */
const halfWayMs = 900_000

/** A full session under a new token in place of this one: what was taken before is worth nothing after. Counted from when this one began. */
export async function renewSession(
  rows: PlatformRows,
  session: SessionRow,
  { sessionMs }: Pick<SignInRules, 'sessionMs'>,
): Promise<BegunSession> {
  const token = newToken()
  const { personId, address, agent, createdAt } = session
  await rows.sessions.end(session.id, personId)
  const expiresAt = new Date(Date.parse(createdAt) + sessionMs).toISOString()
  await rows.sessions.add({ personId, tokenHash: hashToken(token), step: 'done', address, agent, expiresAt })
  return { token, step: 'done' }
}
