import type { BlobStore } from '../ports/blobs.js'
import type { Store } from '../ports/store.js'
import type { FreedBlobs } from './forget-case.js'

/** What deleting needs of the outside. */
export interface DeletionParts {
  readonly store: Store
  readonly blobs: BlobStore
  readonly now: () => Date
}

/**
 * Removes blobs that a deletion freed, unless another case names them or they came again just now. What this does not
 * come to, `sweepBlobs` removes: no row names it any more.
 */
export async function removeFreed({ store, blobs, now }: DeletionParts, freed: FreedBlobs): Promise<void> {
  if (freed.length === 0) return
  const used = await store.inAll((rows) => rows.blobs.inUse(freed))
  const storedSince = new Date(now().getTime() - dayMs).toISOString()
  for (const key of new Set(freed)) if (!used.has(key)) await blobs.remove(key, { storedSince })
}

const dayMs = 86_400_000
