import type { Registry } from 'prom-client'
import type { RateLimiterAbstract } from 'rate-limiter-flexible'
import type { Policy } from '../model/policy.js'
import type { SignInRules } from '../people/role-rules.js'
import type { LivingSession } from '../people/second-factor.js'
import type { JudgedCase } from '../pipeline.js'
import type { BlobStore } from '../ports/blobs.js'
import type { JobQueue } from '../ports/jobs.js'
import type { PaymentChannels } from '../ports/payments.js'
import type { EvidencePictures } from '../ports/pictures.js'
import type { IdentityProvider, Passwords } from '../ports/sign-in.js'
import type { BegunRequest } from '../ports/store/idempotency.js'
import type { PersonRow } from '../ports/store/people.js'
import type { Store } from '../ports/store.js'
import type { WebhookSender } from '../ports/webhooks.js'
import type { CaseMemory } from '../ports.js'
import type { KnownKeys } from './known-keys.js'
import type { Scope } from './scopes.js'

/** What the API needs of the outside; `compose` puts it together. */
export interface HttpParts {
  readonly store: Store
  readonly blobs: BlobStore
  readonly pictures: EvidencePictures
  readonly queue: Pick<JobQueue, 'counts'>
  readonly payments: PaymentChannels
  readonly webhooks: Pick<WebhookSender, 'check'>
  /** Reads and judges a case folder at once; `memory` is asked and not added to. */
  readonly screen: (folder: string, policy: Policy, now: string, memory: CaseMemory) => Promise<JudgedCase>
  readonly signIn: SignInParts
  /** Counts requests by key; one in memory, or one that all API processes share. */
  readonly limiter: RateLimiterAbstract
  /** Where measurements are kept; workers of the same process add theirs. */
  readonly metrics: Registry
  readonly now: () => Date
  /** Told of every fault that is ours, with the request it happened in. */
  readonly report: (fault: Error, requestId: string) => void
  readonly settings: HttpSettings
  /** Where the console's pages were built; null: nowhere. */
  readonly pagesFolder: string | null
}

export interface HttpSettings {
  /** How often an event stream looks for news. */
  readonly streamPollMs: number
  /** How often an event stream shows that it lives. */
  readonly heartbeatMs: number
  /** How long a case that was opened without evidence waits for it before it is judged as it stands. */
  readonly evidenceGraceMs: number
}

/** How people come in. */
interface SignInParts {
  readonly passwords: Passwords
  /** Null: there is none, people sign in by password. */
  readonly provider: IdentityProvider | null
  readonly rules: SignInRules
  /** Where browsers reach the service; null: where they ask. */
  readonly publicUrl: string | null
  /** A proxy stands before the service and says who asks (`X-Forwarded-For`). */
  readonly trustsProxy: boolean
}

/** Figures that fit a service of one machine. */
export const defaultHttpSettings: HttpSettings = { streamPollMs: 1000, heartbeatMs: 15_000, evidenceGraceMs: 5000 }

/** Who asks: an API key of a platform or of its test side, or a person signed in. */
export interface Caller {
  /** `key_…`, or `per_…` of a person: who stands in the audit log. */
  readonly keyId: string
  readonly platformId: string
  readonly mode: 'live' | 'test'
  readonly scopes: ReadonlySet<Scope>
  /** Null for an API key. */
  readonly person: PersonRow | null
  /** Asked again by what outlives the request: whether the key or the session still holds, and the role is the same. */
  readonly isStillValid: () => Promise<boolean>
}

/** What a request carries along on its way through. */
export interface HttpEnv {
  readonly Variables: {
    parts: HttpParts
    /** Of this app: who revokes a key has it forgotten. */
    knownKeys: KnownKeys
    caller: Caller
    requestId: string
    /** The key whose answer is being made; set while it is begun and not finished. */
    unanswered: BegunRequest | null
    /** The session of a request under `/auth`. */
    living: LivingSession & { readonly token: string }
  }
}
