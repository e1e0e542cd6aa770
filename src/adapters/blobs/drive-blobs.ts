import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { access, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ulid } from 'ulid'
import { Fault } from '../../errors.js'
import type { BlobStore, ByteStream, ListedBlob, StoredBlob } from '../../ports/blobs.js'
import { blobKeyOf, checkBlobKey } from './blob-keys.js'
import { driveUploads } from './drive-uploads.js'
import type { Place } from './place.js'
import { isMissing, reachStore, reachStream } from './reach-store.js'
import { stageContent } from './stage-content.js'

/** A `BlobStore` on what flydrive reaches: blobs under `blobs/`, unfinished uploads under `uploads/`. */
export function openDriveBlobs(place: Place): BlobStore {
  const { disk } = place
  const put = (platformId: string, content: ByteStream, { maxBytes }: { readonly maxBytes: number }) =>
    putBlob(place, platformId, content, maxBytes)
  return {
    put,
    open: (key) =>
      reachStore(key, async () => {
        const at = placeOf(key)
        if (!(await disk.exists(at))) throw new Fault('file-not-found', key)
        return Readable.from(reachStream(key, await disk.getStream(at)), { objectMode: false })
      }),
    localFile: (key, work) => withLocalFile(place, key, work),
    exists: (key) => reachStore(key, async () => disk.exists(placeOf(key))),
    remove: (key, unless) => reachStore(key, () => removeBlob(place, key, unless?.storedSince)),
    list: () => listBlobs(place),
    presignDownload: (key, expiresMs) => reachStore(key, async () => place.presignDownload(placeOf(key), expiresMs)),
    ...driveUploads(place, put),
  }
}

function placeOf(key: string): string {
  return `blobs/${checkBlobKey(key)}`
}

async function putBlob(place: Place, platformId: string, content: ByteStream, maxBytes: number): Promise<StoredBlob> {
  return reachStore(`blob of ${platformId}`, async () => {
    const { path, sha256, bytes, head } = await stageContent(place.stagingFolder, content, maxBytes)
    try {
      const key = blobKeyOf(platformId, sha256)
      // Kept again even when it is there: what was just put must not be old to the sweep.
      await place.keep(path, placeOf(key), bytes)
      return { key, sha256, bytes, head }
    } finally {
      await rm(path, { force: true })
    }
  })
}

/** Outside of `reachStore`: what the work throws is the work's. */
async function withLocalFile<T>(place: Place, key: string, work: (path: string) => Promise<T>): Promise<T> {
  const known = place.pathOf(placeOf(key))
  if (known) {
    await reachStore(key, () => access(known))
    return work(known)
  }
  const path = join(place.stagingFolder, `${ulid().toLowerCase()}.copy`)
  try {
    await reachStore(key, () => download(place, key, path))
    return await work(path)
  } finally {
    await rm(path, { force: true })
  }
}

async function download(place: Place, key: string, path: string): Promise<void> {
  const hash = createHash('sha256')
  const stream = await place.disk.getStream(placeOf(key))
  await pipeline(
    stream,
    async function* (chunks: AsyncIterable<Uint8Array>) {
      for await (const chunk of chunks) {
        hash.update(chunk)
        yield chunk
      }
    },
    createWriteStream(path, { flags: 'wx', mode: 0o600 }),
  )
  if (!key.endsWith(hash.digest('hex'))) throw new Fault('blob-store-unreachable', `${key} came with another content`)
}

async function removeBlob(place: Place, key: string, storedSince: string | undefined): Promise<void> {
  const at = placeOf(key)
  if (storedSince !== undefined) {
    try {
      const { lastModified } = await place.disk.getMetaData(at)
      if (lastModified.getTime() >= Date.parse(storedSince)) return
    } catch (cause) {
      if (isMissing(cause)) return
      throw cause
    }
  }
  await place.disk.delete(at)
}

async function* listBlobs(place: Place): AsyncIterable<ListedBlob> {
  for await (const { name, bytes, storedAt } of place.listObjects('blobs')) yield { key: name.slice('blobs/'.length), bytes, storedAt }
}
