import type { PlatformRows, Store } from '../ports/store.js'

/** The store, calling `relay` after each transaction that put something into the outbox: jobs start at once instead of at the next tick. */
export function relayAfterCommit(store: Store, relay: () => void): Store {
  return {
    ...store,
    inPlatform: async (platformId, work) => {
      let added = false
      const result = await store.inPlatform(platformId, (rows) => work(noticing(rows, () => (added = true))))
      if (added) relay()
      return result
    },
  }
}

function noticing(rows: PlatformRows, notice: () => void): PlatformRows {
  const add: PlatformRows['outbox']['add'] = async (jobs) => {
    await rows.outbox.add(jobs)
    if (jobs.length > 0) notice()
  }
  return { ...rows, outbox: { add } }
}
