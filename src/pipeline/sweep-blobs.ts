import type { BlobStore, ListedBlob } from '../ports/blobs.js'
import type { Store } from '../ports/store.js'

export interface BlobSweepParts {
  readonly store: Store
  readonly blobs: BlobStore
  readonly now: () => Date
}

/** Removes content that no evidence names and uploads that were left, both a day after they came: until then their row may still be on its way. */
export async function sweepBlobs({ store, blobs, now }: BlobSweepParts): Promise<void> {
  const before = new Date(now().getTime() - dayMs).toISOString()
  let batch: ListedBlob[] = []
  const removeUnused = async () => {
    const keys = batch.map(({ key }) => key)
    batch = []
    const used = await store.inAll((rows) => rows.blobs.inUse(keys))
    for (const key of keys) if (!used.has(key)) await blobs.remove(key, { storedSince: before })
  }
  for await (const blob of blobs.list()) {
    if (blob.storedAt >= before) continue
    batch.push(blob)
    if (batch.length >= batchKeys) await removeUnused()
  }
  await removeUnused()
  for await (const { platformId, uploadId, beganAt } of blobs.listUploads()) {
    if (beganAt < before) await blobs.abandonUpload(platformId, uploadId)
  }
}

const dayMs = 86_400_000
const batchKeys = 500
