import type { RefundEnd, SandboxBooks, SandboxChannel, SandboxComplaint, SandboxRefund } from './books.js'
import type { SandboxKeys } from './sandbox-keys.js'
import type { Fate, Scenario } from './scenario.js'

export interface SandboxOptions {
  /** 0 or nothing: any free one. */
  readonly port?: number
  /** As `readScenario` takes it. */
  readonly scenario?: unknown
}

/** A running sandbox, and the hands of who plays the channel. */
export interface Sandbox {
  /** `http://127.0.0.1:…`; Alipay's gateway is `/gateway.do` under it, WeChat Pay's API is at its root. */
  readonly url: string
  readonly keys: SandboxKeys
  readonly books: SandboxBooks
  readonly scenario: () => Scenario
  setScenario(scenario: unknown): void
  /** What befalls the next requests, one each, before the scenario's own drawing goes on. */
  befall(...fates: readonly Fate[]): void
  /** Ends a refund that is on its way and tells its notify address. Null when there is none. */
  settle(channel: SandboxChannel, refundNumber: string, end: RefundEnd): SandboxRefund | null
  /** Opens or closes a complaint and tells this address, when one is named. */
  complain(complaint: SandboxComplaint, notifyUrl: string | null): void
  close(): Promise<void>
}
