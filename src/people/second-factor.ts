import { randomInt } from 'node:crypto'
import { Fault } from '../errors.js'
import type { PersonRow, PersonSecrets, SessionRow } from '../ports/store/people.js'
import type { PlatformRows } from '../ports/store.js'
import { type BegunSession, renewSession } from './begin-session.js'
import { type Counted, countTry, forgiveTry } from './count-try.js'
import type { SignInTools } from './sign-in.js'
import { hashToken } from './tokens.js'
import { findTotpStep, newTotpSecret, totpAddress } from './totp.js'

/** A session that is under way, with its person. */
export interface LivingSession {
  readonly platformId: string
  readonly session: SessionRow
  readonly person: PersonRow
}

/**
 * Takes the one-time code, or a recovery code in its place, once, and makes the session a full one under a new token.
 * Throws `sign-in-failed` for a wrong or used code, `sign-in-waits`.
 */
export async function giveCode(tools: SignInTools, living: LivingSession, code: string): Promise<BegunSession> {
  const { store, now } = tools
  const counted = triesOf(living)
  await countTry(store, counted, now())
  const begun = await store.inPlatform(living.platformId, async (rows) => {
    const { person, session } = living
    const by = await useCode(rows, person.id, code, now())
    if (by === null) throw new Fault('sign-in-failed', 'the code is wrong or was used')
    const renewed = await renewSession(rows, session, tools.rules)
    await rows.people.change(person.id, { lastSignInAt: now().toISOString() })
    await rows.audit.append({ actor: person.id, action: 'person.signed_in', subject: person.id, details: { by, address: session.address } })
    return renewed
  })
  await forgiveTry(store, counted)
  return begun
}

/** Sets up a new secret, which counts once a code of it came. */
export async function beginEnrolment({ store }: SignInTools, { platformId, person }: LivingSession) {
  const secret = newTotpSecret()
  await store.inPlatform(platformId, async ({ people }) => {
    const known = await people.lockSecrets(person.id)
    if (!known || known.isTotpConfirmed) throw new Fault('request-invalid', 'one-time codes are set up; take them off first')
    await people.setSecrets(person.id, { totpSecret: secret, totpStep: null })
  })
  return { secret, address: totpAddress(secret, person.email) }
}

/** Confirms the secret with a code of it. Gives the recovery codes, this once, and the session under a new token. Throws `sign-in-failed`, `sign-in-waits`. */
export async function confirmEnrolment(tools: SignInTools, living: LivingSession, code: string) {
  const { store, now } = tools
  const counted = triesOf(living)
  await countTry(store, counted, now())
  const recoveryCodes = Array.from({ length: 10 }, newRecoveryCode)
  const begun = await store.inPlatform(living.platformId, async (rows) => {
    const { person, session } = living
    const known = await rows.people.lockSecrets(person.id)
    const step = known?.totpSecret && !known.isTotpConfirmed ? findTotpStep(known.totpSecret, code, now(), null) : null
    if (step === null) throw new Fault('sign-in-failed', 'the code is wrong')
    const recoveryHashes = recoveryCodes.map(hashRecoveryCode)
    await rows.people.setSecrets(person.id, { isTotpConfirmed: true, totpStep: step, recoveryHashes })
    // Whoever came in without a code has to come again with one.
    await rows.sessions.endAll(person.id, session.id)
    const renewed = await renewSession(rows, session, tools.rules)
    await rows.people.change(person.id, { lastSignInAt: now().toISOString() })
    await rows.audit.append({ actor: person.id, action: 'person.totp_enrolled', subject: person.id, details: { address: session.address } })
    return renewed
  })
  await forgiveTry(store, counted)
  return { begun, recoveryCodes }
}

/** Takes one-time codes off a person, with a last one. Throws `sign-in-failed`, `sign-in-waits`, `totp-required` where the role demands them. */
export async function removeTotp(tools: SignInTools, living: LivingSession, code: string): Promise<void> {
  const { store, rules, now } = tools
  const { person } = living
  if (rules.totpRoles.includes(person.role)) throw new Fault('totp-required', person.role)
  const counted = triesOf(living)
  await countTry(store, counted, now())
  await store.inPlatform(living.platformId, async (rows) => {
    if ((await useCode(rows, person.id, code, now())) === null) throw new Fault('sign-in-failed', 'the code is wrong or was used')
    await rows.people.setSecrets(person.id, withoutTotp)
    await rows.audit.append({ actor: person.id, action: 'person.totp_removed', subject: person.id, details: {} })
  })
  await forgiveTry(store, counted)
}

/** What a person has who has no one-time codes. */
export const withoutTotp: Partial<PersonSecrets> = { totpSecret: null, isTotpConfirmed: false, totpStep: null, recoveryHashes: [] }

async function useCode({ people }: PlatformRows, personId: string, code: string, now: Date): Promise<'code' | 'recovery-code' | null> {
  const known = await people.lockSecrets(personId)
  if (!known?.totpSecret || !known.isTotpConfirmed) return null
  const step = findTotpStep(known.totpSecret, code.replaceAll(' ', ''), now, known.totpStep)
  if (step !== null) {
    await people.setSecrets(personId, { totpStep: step })
    return 'code'
  }
  const hash = hashRecoveryCode(code)
  if (!known.recoveryHashes.includes(hash)) return null
  await people.setSecrets(personId, { recoveryHashes: known.recoveryHashes.filter((one) => one !== hash) })
  return 'recovery-code'
}

/** Without what looks alike; 16 of 31 characters are 79 bits, and tries are counted. */
function newRecoveryCode(): string {
  const characters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
  const code = Array.from({ length: 16 }, () => characters[randomInt(characters.length)]).join('')
  return code.replace(/(.{4})(?=.)/g, '$1-')
}

function hashRecoveryCode(code: string): string {
  return hashToken(code.toUpperCase().replace(/[^0-9A-Z]/g, ''))
}

function triesOf({ person, session }: LivingSession): readonly Counted[] {
  return [
    { kind: 'account', name: `code ${person.id}` },
    { kind: 'address', name: session.address },
  ]
}
