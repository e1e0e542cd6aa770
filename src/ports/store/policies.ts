import type { Policy } from '../../model/policy.js'
import type { Page, PageAsk } from './page.js'

export interface PolicyRow {
  /** `pol_…` */
  readonly id: string
  /** 1, 2, 3 … of the platform. */
  readonly version: number
  /** Complete; its `version` is `name@version` and stands in verdicts. */
  readonly policy: Policy
  readonly createdAt: string
}

export interface PolicyRows {
  /** Adds the next version and makes it current; `make` is given its number. Versions never change. */
  append(make: (version: number) => Policy): Promise<PolicyRow>
  /** Null until the first is added: the default policy holds. */
  current(): Promise<PolicyRow | null>
  get(version: number): Promise<PolicyRow | null>
  /** Latest first. */
  list(ask: PageAsk): Promise<Page<PolicyRow>>
}
