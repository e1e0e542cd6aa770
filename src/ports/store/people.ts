import type { Role, SessionStep } from '../../model/person.js'
import type { Page, PageAsk } from './page.js'

/** A person of a platform, without what proves who it is. */
export interface PersonRow {
  /** `per_…` */
  readonly id: string
  /** In lower case; one person of a platform has it. */
  readonly email: string
  readonly name: string
  readonly role: Role
  /** Whose cases a merchant's person sees; null for every other role. */
  readonly merchantId: string | null
  /** `invited`: has not used its link yet. */
  readonly state: 'invited' | 'active' | 'disabled'
  /** A one-time code is asked for at sign-in. */
  readonly hasTotp: boolean
  /** Signed in by the identity provider before. */
  readonly hasProvider: boolean
  readonly lastSignInAt: string | null
  readonly createdAt: string
  readonly updatedAt: string
}

/** What proves who a person is. Hashes are one-way; the secret is sealed in the database. */
export interface PersonSecrets {
  readonly passwordHash: string | null
  /** RFC 6238, base32; kept before it is confirmed too. */
  readonly totpSecret: string | null
  readonly isTotpConfirmed: boolean
  /** The time step of the last code that was accepted: none is accepted twice. */
  readonly totpStep: number | null
  /** Of codes that are not used yet. */
  readonly recoveryHashes: readonly string[]
}

export interface NewPerson {
  readonly email: string
  readonly name: string
  readonly role: Role
  readonly merchantId: string | null
}

/** Left out: it stays. */
export type PersonChange = Partial<Pick<PersonRow, 'name' | 'role' | 'merchantId' | 'state' | 'lastSignInAt'>>

export interface PersonRows {
  /** Invited. Null when the platform has a person with this e-mail address. */
  add(person: NewPerson): Promise<PersonRow | null>
  get(personId: string): Promise<PersonRow | null>
  /** Of those of these ids that are people of the platform, whatever became of them. */
  names(personIds: readonly string[]): Promise<ReadonlyMap<string, string>>
  /** Active people of these roles, by name. */
  active(roles: readonly Role[]): Promise<readonly PersonRow[]>
  /** Newest first. */
  list(ask: PageAsk): Promise<Page<PersonRow>>
  /** Null when there is no such person. */
  change(personId: string, change: PersonChange): Promise<PersonRow | null>
  /** The active persons of a role, locked until this transaction ends: two admins cannot remove each other at the same moment. */
  lockActive(role: Role): Promise<readonly string[]>
  /** Locks the person until this transaction ends: a code that comes twice at the same moment counts once. */
  lockSecrets(personId: string): Promise<PersonSecrets | null>
  setSecrets(personId: string, change: Partial<PersonSecrets>): Promise<void>
  /** `hash` is a SHA-256 of a link with at least 128 random bits; null takes the link back. One at a time. */
  setLink(personId: string, link: { readonly hash: string; readonly expiresAt: string } | null): Promise<void>
  /** Takes the link back if it is still this one. False when it is not: somebody used it. */
  takeLink(personId: string, hash: string): Promise<boolean>
  /** Binds the person to who the identity provider says it is. */
  setSubject(personId: string, subject: string): Promise<void>
}

export interface SessionRow {
  /** `ses_…` */
  readonly id: string
  readonly personId: string
  readonly step: SessionStep
  /** Where it began. */
  readonly address: string
  /** The browser's own words for itself, cut short. */
  readonly agent: string
  readonly createdAt: string
  /** Of the last request, to the minute. */
  readonly seenAt: string
  readonly expiresAt: string
}

export interface SessionRows {
  /** `tokenHash` is a SHA-256 of a token with at least 128 random bits. Removes what is over of this person. */
  add(session: Omit<SessionRow, 'id' | 'createdAt' | 'seenAt'> & { readonly tokenHash: string }): Promise<SessionRow>
  /** Of a person, newest first; also what is over and not removed yet. */
  list(personId: string): Promise<readonly SessionRow[]>
  /** Keeps the later of both times. */
  seen(sessionId: string, at: string): Promise<void>
  /** Ends it. False when it is not one of this person. */
  end(sessionId: string, personId: string): Promise<boolean>
  /** Ends all of a person but one. How many there were. */
  endAll(personId: string, exceptId: string | null): Promise<number>
}

/** A person where nobody knows yet of which platform it is. */
export interface FoundPerson {
  readonly platformId: string
  readonly person: PersonRow
  readonly passwordHash: string | null
}

/** People over all platforms, for the door only. */
export interface PersonTable {
  /** Active ones with this address, of one platform when it is named. */
  findByEmail(email: string, platformId: string | null): Promise<readonly FoundPerson[]>
  /** Those bound to this subject of the identity provider, and not disabled. */
  findBySubject(subject: string, platformId: string | null): Promise<readonly FoundPerson[]>
  /** Invited or active ones with this address that are bound to nobody yet. */
  findUnbound(email: string, platformId: string | null): Promise<readonly FoundPerson[]>
  /** Not disabled. */
  findByLink(hash: string): Promise<(FoundPerson & { readonly linkExpiresAt: string }) | null>
  /** A session with its person, whatever became of either. */
  findSession(tokenHash: string): Promise<{
    readonly platformId: string
    readonly mode: 'live' | 'test'
    readonly session: SessionRow
    readonly person: PersonRow
  } | null>
}

/** Failed tries to sign in. */
export interface SignInTries {
  /**
   * Counts one more try and gives how many there are now, and until when the key was blocked before; older than
   * `forgetBefore`, they are forgotten. Whoever else counts on this key waits until this transaction ends.
   */
  count(key: string, now: string, forgetBefore: string): Promise<{ readonly failures: number; readonly blockedUntil: string | null }>
  block(key: string, until: string): Promise<void>
  /** Takes one try back, or all of them. How many there were. */
  forgive(key: string, which: 'one' | 'all'): Promise<number>
}
