import type { Store } from '../ports/store.js'

/**
 * Seals everything anew under the current secret, in small transactions; ended in between it loses nothing and goes on
 * when it is run again. `tell` hears how many values are done so far. Gives how many there were.
 */
export async function rotateSecrets(store: Store, tell: (resealed: number) => void): Promise<number> {
  let all = 0
  let after: string | null = null
  for (;;) {
    const { resealed, next } = await resealFrom(store, after)
    all += resealed
    after = next
    tell(all)
    // Another process may have sealed something under its own key meanwhile: from the start again.
    if (after === null && (await store.inAll(({ secrets }) => secrets.forgetOld()))) return all
  }
}

const batchValues = 200

function resealFrom(store: Store, place: string | null) {
  return store.inAll(({ secrets }) => secrets.resealSome(batchValues, place))
}
