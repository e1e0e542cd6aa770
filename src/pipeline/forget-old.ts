import type { Store } from '../ports/store.js'

interface ForgetParts {
  readonly store: Store
  readonly now: () => Date
}

/** Deletes what served its time: jobs that were sent a day ago, stored answers whose time is over. */
export async function forgetOld({ store, now }: ForgetParts): Promise<void> {
  const at = now().toISOString()
  const before = new Date(now().getTime() - dayMs).toISOString()
  await untilFewer(() => store.inAll(({ outbox }) => outbox.forgetSent(before, batchRows)))
  await untilFewer(() => store.inAll(({ idempotency }) => idempotency.forgetExpired(at, batchRows)))
}

const dayMs = 86_400_000
const batchRows = 1000

/** In small transactions, so that nobody waits long. */
async function untilFewer(forget: () => Promise<number>): Promise<void> {
  while ((await forget()) === batchRows);
}
