import { Fault } from '../errors.js'
import type { NewPerson, PersonChange, PersonRow } from '../ports/store/people.js'
import type { PlatformRows } from '../ports/store.js'
import { withoutTotp } from './second-factor.js'
import { hashToken, newToken } from './tokens.js'

/** A person with the link by which it sets its password: shown once, good once, for a week. */
export interface LinkedPerson {
  readonly person: PersonRow
  readonly linkToken: string
}

const linkMs = 7 * 24 * 3600 * 1000

/** Invites a person. Throws `email-taken`, `request-invalid` for a merchant's person without a merchant, or another with one. */
export async function invitePerson(rows: PlatformRows, person: NewPerson, actor: string, now: Date): Promise<LinkedPerson> {
  checkMerchant(person)
  const added = await rows.people.add({ ...person, email: person.email.toLowerCase() })
  if (!added) throw new Fault('email-taken', person.email)
  const linkToken = await giveLink(rows, added.id, now)
  await rows.audit.append({
    actor,
    action: 'person.invited',
    subject: added.id,
    details: { role: added.role, merchantId: added.merchantId },
  })
  return { person: added, linkToken }
}

/**
 * A new link for somebody who lost the first one, or the password; with `resetTotp` the one-time codes go too. Ends all
 * sessions of that person. Throws `not-found`, `request-invalid` for a disabled one.
 */
export async function renewLink(
  rows: PlatformRows,
  personId: string,
  { resetTotp }: { readonly resetTotp: boolean },
  actor: string,
  now: Date,
): Promise<LinkedPerson> {
  const person = await rows.people.get(personId)
  if (!person) throw new Fault('not-found', personId)
  if (person.state === 'disabled') throw new Fault('request-invalid', 'this person is disabled')
  await rows.people.setSecrets(personId, { passwordHash: null, ...(resetTotp ? withoutTotp : {}) })
  const linkToken = await giveLink(rows, personId, now)
  await rows.sessions.endAll(personId, null)
  await rows.audit.append({ actor, action: 'person.link_renewed', subject: personId, details: { resetTotp } })
  return { person: { ...person, hasTotp: person.hasTotp && !resetTotp }, linkToken }
}

/**
 * Changes a person: the name, the role with its merchant, disabled or not. A changed role or a disabled person ends its
 * sessions. Throws `not-found`, `last-admin`, `request-invalid`.
 */
export async function changePerson(rows: PlatformRows, personId: string, change: PersonChange, actor: string): Promise<PersonRow> {
  const admins = await rows.people.lockActive('admin')
  const before = await rows.people.get(personId)
  if (!before) throw new Fault('not-found', personId)
  const after = { ...before, ...change }
  checkMerchant(after)
  const staysAdmin = after.role === 'admin' && after.state === 'active'
  if (admins.length === 1 && admins[0] === personId && !staysAdmin) throw new Fault('last-admin', personId)
  // Nobody becomes active but by a link: a person who never joined has no password.
  const state = change.state === 'active' && before.lastSignInAt === null ? 'invited' : after.state
  const changed = await rows.people.change(personId, { ...change, state })
  if (!changed) throw new Fault('not-found', personId)
  if (after.role !== before.role || after.merchantId !== before.merchantId || after.state === 'disabled') {
    await rows.sessions.endAll(personId, null)
  }
  if (after.state === 'disabled') await rows.people.setLink(personId, null)
  const { role, merchantId } = changed
  await rows.audit.append({ actor, action: 'person.changed', subject: personId, details: { role, merchantId, state } })
  return changed
}

async function giveLink({ people }: PlatformRows, personId: string, now: Date): Promise<string> {
  const token = newToken()
  await people.setLink(personId, { hash: hashToken(token), expiresAt: new Date(now.getTime() + linkMs).toISOString() })
  return token
}

function checkMerchant({ role, merchantId }: Pick<NewPerson, 'role' | 'merchantId'>): void {
  if ((role === 'merchant') !== (merchantId !== null && merchantId !== ''))
    throw new Fault('request-invalid', 'merchantId: needed for the role merchant, and for no other')
}
