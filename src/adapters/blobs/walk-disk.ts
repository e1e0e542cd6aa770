import type { Disk, DriveFile } from 'flydrive'
import type { ListedObject } from './place.js'
import { isMissing, reachStore } from './reach-store.js'

/** All objects below a folder of a disk, folder by folder: never more than one folder's names are held. */
export async function* walkDisk(disk: Disk, folder: string): AsyncIterable<ListedObject> {
  const { objects } = await reachStore(folder, () => disk.listAll(folder, { recursive: false }))
  for (const each of objects) {
    if (each.isDirectory) {
      yield* walkDisk(disk, each.prefix)
      continue
    }
    const facts = await reachStore(each.key, () => describe(each))
    if (facts) yield facts
  }
}

/** Null when it was removed since it was listed. */
async function describe(file: DriveFile): Promise<ListedObject | null> {
  try {
    const { contentLength, lastModified } = await file.getMetaData()
    return { name: file.key, bytes: contentLength, storedAt: lastModified.toISOString() }
  } catch (cause) {
    if (isMissing(cause)) return null
    throw cause
  }
}
