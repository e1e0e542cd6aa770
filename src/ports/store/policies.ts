import type { Policy, PolicyPart } from '../../model/policy.js'
import type { Page, PageAsk } from './page.js'

/** Who drafted or published: an API key or the operator at the machine, and the person behind it where one key serves many. */
export interface PolicyActor {
  /** `key_…` or `operator`. */
  readonly actor: string
  readonly person: string | null
}

export interface PolicyRow {
  /** `pol_…` */
  readonly id: string
  /** 1, 2, 3 … of the platform, its merchants' policies counted in. */
  readonly version: number
  /** Null: the platform's own. */
  readonly merchantId: string | null
  /** Complete, as it stood when it was published; its `version` is `name@version` and stands in verdicts. */
  readonly policy: Policy
  /** Of a merchant's policy: what is laid over the platform's; null for the platform's own. */
  readonly part: PolicyPart | null
  /** From then on the merchant has no policy of its own. */
  readonly retires: boolean
  readonly effectiveAt: string
  /** Taken back before it held; null: it holds, held or will hold. */
  readonly withdrawnAt: string | null
  readonly publishedBy: string | null
  readonly publishedPerson: string | null
  readonly createdAt: string
}

/** Of whom, and from when. */
interface NewPolicy {
  readonly merchantId?: string | null
  readonly part?: PolicyPart | null
  readonly retires?: boolean
  /** Now when left out. */
  readonly effectiveAt?: string
  readonly draftId?: string | null
  readonly publisher?: PolicyActor
}

export interface PolicyRows {
  /** Adds the next version; `make` is given its number. Versions never change. */
  append(make: (version: number) => Policy, how?: NewPolicy): Promise<PolicyRow>
  /** What held at that time for the platform (null) or laid over it for a merchant: the latest effective one, of equals the higher version. Null: none. */
  inForce(at: string, merchantId: string | null): Promise<PolicyRow | null>
  /** The merchants that have a policy of their own at that time. */
  ofMerchants(at: string): Promise<readonly PolicyRow[]>
  get(version: number): Promise<PolicyRow | null>
  /** Latest first. */
  list(ask: PageAsk): Promise<Page<PolicyRow>>
  /** Takes a version back that does not hold yet at `at`. False when it holds, is taken back already or is not there. */
  withdraw(version: number, at: string, actor: string): Promise<boolean>
}

/** A policy that is being written: any part of one. */
export interface PolicyDraft {
  /** `draft_…` */
  readonly id: string
  /** Null: for the platform itself. */
  readonly merchantId: string | null
  readonly part: PolicyPart
  /** Ends the merchant's policy instead of changing it. */
  readonly retires: boolean
  /** Everyone who wrote at it; none of them may publish it. */
  readonly authors: readonly PolicyActor[]
  /** Null until it is published; then it never changes. */
  readonly publishedVersion: number | null
  readonly createdAt: string
  readonly updatedAt: string
}

type NewDraft = Pick<PolicyDraft, 'merchantId' | 'part' | 'retires' | 'authors'>

export interface PolicyDraftRows {
  add(draft: NewDraft): Promise<PolicyDraft>
  get(draftId: string): Promise<PolicyDraft | null>
  /** As `get`, and whoever else locks it waits until this transaction ends. */
  lock(draftId: string): Promise<PolicyDraft | null>
  /** Newest first. */
  list(ask: PageAsk): Promise<Page<PolicyDraft>>
  /** Null when there is none that is not published. */
  change(draftId: string, change: Pick<PolicyDraft, 'part' | 'retires' | 'authors'>): Promise<PolicyDraft | null>
  /** False when there is none that is not published. */
  remove(draftId: string): Promise<boolean>
  /** False when it is published already, or not there. */
  markPublished(draftId: string, version: number): Promise<boolean>
}
