import type { PlatformRows, Store } from '../ports/store.js'

/** The store, calling `relay` after each transaction that put something into the outbox: jobs start at once instead of at the next tick. */
export function relayAfterCommit(store: Store, relay: () => void): Store {
  return {
    ...store,
    inPlatform: (platformId, work) => relaying(work, relay, (noticed) => store.inPlatform(platformId, noticed)),
    inMerchant: (platformId, merchantId, work) => relaying(work, relay, (noticed) => store.inMerchant(platformId, merchantId, noticed)),
    inCase: (platformId, caseId, work) => relaying(work, relay, (noticed) => store.inCase(platformId, caseId, noticed)),
  }
}

type Work<T> = (rows: PlatformRows) => Promise<T>

async function relaying<T>(work: Work<T>, relay: () => void, transact: (work: Work<T>) => Promise<T>): Promise<T> {
  let added = false
  const result = await transact((rows) => work(noticing(rows, () => (added = true))))
  if (added) relay()
  return result
}

function noticing(rows: PlatformRows, notice: () => void): PlatformRows {
  const add: PlatformRows['outbox']['add'] = async (jobs) => {
    await rows.outbox.add(jobs)
    if (jobs.length > 0) notice()
  }
  return { ...rows, outbox: { add } }
}
