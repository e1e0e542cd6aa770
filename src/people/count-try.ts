import { createHash } from 'node:crypto'
import { Fault } from '../errors.js'
import type { Store } from '../ports/store.js'

/** What tries are counted by: an account (there or not), or an address. */
export interface Counted {
  readonly kind: 'account' | 'address'
  readonly name: string
}

/** So many may fail without a wait; many people share an address, one has an account. */
const freeTries = { account: 4, address: 20 }
const longestWaitMs = 900_000
const forgottenAfterMs = 24 * 3600 * 1000

/**
 * Counts a try before it is made, so that a thousand at the same moment are a thousand, and throws `sign-in-waits` when
 * one of these has to wait: 2 s, 4 s, 8 s … up to 15 min. A refused try does not count. Gives how many failed before.
 */
export async function countTry(store: Store, counted: readonly Counted[], now: Date): Promise<number> {
  const at = now.toISOString()
  const forgetBefore = new Date(now.getTime() - forgottenAfterMs).toISOString()
  return store.inAll(async ({ signInTries }) => {
    let before = 0
    for (const one of counted) {
      const key = keyOf(one)
      const { failures, blockedUntil } = await signInTries.count(key, at, forgetBefore)
      if (blockedUntil !== null && Date.parse(blockedUntil) > now.getTime()) throw new Fault('sign-in-waits', blockedUntil)
      const waitMs = waitAfter(failures, freeTries[one.kind])
      if (waitMs > 0) await signInTries.block(key, new Date(now.getTime() + waitMs).toISOString())
      if (one.kind === 'account') before = failures - 1
    }
    return before
  })
}

/** The try was a good one: the account has none against it any more, the address one less. */
export async function forgiveTry(store: Store, counted: readonly Counted[]): Promise<void> {
  await store.inAll(async ({ signInTries }) => {
    for (const one of counted) await signInTries.forgive(keyOf(one), one.kind === 'account' ? 'all' : 'one')
  })
}

function waitAfter(failures: number, free: number): number {
  return failures <= free ? 0 : Math.min(longestWaitMs, 1000 * 2 ** Math.min(failures - free, 20))
}

function keyOf({ kind, name }: Counted): string {
  return createHash('sha256').update(`${kind} ${name}`).digest('hex')
}
