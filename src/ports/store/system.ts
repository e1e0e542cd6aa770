import type { AuditCheck } from './audit.js'
import type { BuyerLinkTable } from './buyer-links.js'
import type { BooksCheck } from './ledger.js'
import type { OutboxRow } from './outbox.js'
import type { PersonTable, SignInTries } from './people.js'

/**
 * A platform, or its test side: a test key's platform is one of its own with `liveId` set, so that nothing of a test
 * touches an order, a case or a memory of the live one.
 */
export interface PlatformRow {
  /** `plat_…` */
  readonly id: string
  readonly name: string
  readonly mode: 'live' | 'test'
  /** Of a test side: the platform it belongs to. */
  readonly liveId: string | null
  readonly createdAt: string
}

/** The secret itself is not kept, only `hash`. */
export interface ApiKeyRow {
  /** `key_…` */
  readonly id: string
  /** The test side's id for a test key. */
  readonly platformId: string
  readonly mode: 'live' | 'test'
  readonly name: string
  readonly scopes: readonly string[]
  readonly createdAt: string
  readonly expiresAt: string | null
  readonly revokedAt: string | null
  readonly lastUsedAt: string | null
}

export interface PlatformTable {
  /** A live platform and its test side. */
  add(name: string): Promise<{ readonly live: PlatformRow; readonly test: PlatformRow }>
  get(platformId: string): Promise<PlatformRow | null>
  /** Oldest first. */
  list(): Promise<readonly PlatformRow[]>
}

export interface ApiKeyTable {
  /** `hash` is a SHA-256 in lower-case hexadecimal of a secret with at least 128 random bits. Null when there is no such platform. */
  add(key: {
    readonly platformId: string
    readonly name: string
    readonly hash: string
    readonly scopes: readonly string[]
    readonly expiresAt: string | null
  }): Promise<ApiKeyRow | null>
  /** Revoked and expired ones too: the caller says what is wrong with it. */
  findByHash(hash: string): Promise<ApiKeyRow | null>
  get(keyId: string): Promise<ApiKeyRow | null>
  /** Newest first. */
  list(platformId: string): Promise<readonly ApiKeyRow[]>
  /** Notes the use of a key as it was found, at most once a minute. */
  used(key: ApiKeyRow, at: string): Promise<void>
  /** Holds from `at` on; an earlier revocation stays. Null when there is no such key. */
  revoke(keyId: string, at: string): Promise<ApiKeyRow | null>
}

export interface OutboxTable {
  /** The oldest that are not sent; nobody else gets them until this transaction ends. Put them into the queue, mark them, end the transaction. */
  take(limit: number): Promise<readonly OutboxRow[]>
  markSent(ids: readonly number[]): Promise<void>
  /** Removes sent ones from before then. How many there were. */
  forgetSent(before: string, limit: number): Promise<number>
  /** How many are not sent yet. */
  waiting(): Promise<number>
}

/** Work that the tables say is not done, oldest first: the queue may have lost its job. */
export interface UnfinishedRows {
  /** Waits since before then. */
  evidence(
    before: string,
    limit: number,
  ): Promise<readonly { readonly platformId: string; readonly evidenceId: string; readonly caseId: string; readonly since: string }[]>
  /** No verdict of their present revision, nothing of them waits to be read, and unchanged since before then. */
  cases(
    before: string,
    limit: number,
  ): Promise<readonly { readonly platformId: string; readonly caseId: string; readonly revision: number; readonly since: string }[]>
  /** Cases whose deadline, or its announcement, was due before then, with when that was (ISO 8601). */
  deadlines(
    before: string,
    limit: number,
  ): Promise<readonly { readonly platformId: string; readonly caseId: string; readonly dueAt: string }[]>
  /** Replays that did not get on since before then. */
  replays(before: string, limit: number): Promise<readonly { readonly platformId: string; readonly replayId: string }[]>
  /** Judged since a shadow runs, and before then, and the shadow has not said what it thinks of it. */
  shadows(
    before: string,
    limit: number,
  ): Promise<readonly { readonly platformId: string; readonly caseId: string; readonly revision: number }[]>
  /** Due before then, or being sent by somebody who must have died before then. */
  notices(before: string, limit: number): Promise<readonly { readonly platformId: string; readonly noticeId: string }[]>
  /** Due before then, first of their case at their endpoint, and the endpoint is enabled. */
  deliveries(before: string, limit: number): Promise<readonly { readonly platformId: string; readonly deliveryId: string }[]>
  /** Decisions of people that were to be carried out, or signed, before then. */
  decisions(before: string, limit: number): Promise<readonly { readonly platformId: string; readonly decisionId: string }[]>
  /** Not settled, and due before then. */
  refunds(before: string, limit: number): Promise<readonly { readonly platformId: string; readonly refundId: string }[]>
}

interface BlobUse {
  /** Which of these blob keys some evidence names. */
  inUse(blobKeys: readonly string[]): Promise<ReadonlySet<string>>
}

export interface SecretRows {
  /**
   * Seals anew up to so many values that another key than the current one sealed. `next` is where to go on, null at the
   * end; a new start from null skips what is done.
   */
  resealSome(limit: number, after: string | null): Promise<{ readonly resealed: number; readonly next: string | null }>
  /** Notes that only the current key is needed from now on. False, and nothing is changed, when something is still sealed under another. */
  forgetOld(): Promise<boolean>
}

/** What the service itself asks, over all platforms. */
export interface SystemRows {
  readonly platforms: PlatformTable
  readonly apiKeys: ApiKeyTable
  readonly people: PersonTable
  readonly signInTries: SignInTries
  readonly buyerLinks: BuyerLinkTable
  readonly outbox: OutboxTable
  readonly unfinished: UnfinishedRows
  readonly secrets: SecretRows
  readonly blobs: BlobUse
  readonly audit: {
    /** Follows the chain of each platform, or of one. */
    verify(platformId?: string): Promise<readonly AuditCheck[]>
  }
  readonly books: {
    /** Adds up the books of each platform, or of one, and holds them against its refunds. */
    verify(platformId?: string): Promise<readonly BooksCheck[]>
  }
  readonly processes: {
    /** Says that this process lives; what it began is its own for ten seconds from then. Forgets those of the day before. */
    beat(): Promise<void>
  }
  readonly idempotency: {
    /** Removes expired keys. How many there were. */
    forgetExpired(now: string, limit: number): Promise<number>
    /** Frees the keys of requests that were begun and not answered: only while no other process answers any. How many there were. */
    freeUnanswered(): Promise<number>
  }
}
