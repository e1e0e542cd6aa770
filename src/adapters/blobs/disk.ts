import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Disk } from 'flydrive'
import { FSDriver } from 'flydrive/drivers/fs'
import type { BlobStore } from '../../ports/blobs.js'
import { openDriveBlobs } from './drive-blobs.js'
import { reachStore } from './reach-store.js'
import { walkDisk } from './walk-disk.js'

/** Blobs in a folder of this machine. Throws `blob-store-unreachable` when it cannot be made or written. */
export async function openDiskBlobs(folder: string): Promise<BlobStore> {
  const stagingFolder = join(folder, 'staging')
  await reachStore(folder, () => openStaging(stagingFolder))
  const disk = new Disk(new FSDriver({ location: folder, visibility: 'private' }))
  return openDriveBlobs({
    disk,
    stagingFolder,
    keep: (path, key) => moveDurably(path, join(folder, key)),
    listObjects: (below) => walkDisk(disk, below),
    pathOf: (key) => join(folder, key),
    presignDownload: async () => null,
    presignUpload: async () => null,
  })
}

/** Makes the folder, and removes what a killed process left there long ago. */
export async function openStaging(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    const facts = await stat(path).catch(() => null)
    if (facts?.isFile() && Date.now() - facts.mtimeMs > abandonedMs) await rm(path, { force: true })
  }
}

const abandonedMs = 24 * 3_600_000

/** A rename is whole or not at all; it outlasts a power cut when the folder that names the file is on the disk too. */
async function moveDurably(from: string, to: string): Promise<void> {
  const made = await mkdir(dirname(to), { recursive: true, mode: 0o700 })
  await rename(from, to)
  await syncFolder(dirname(to))
  if (made) await syncFolder(dirname(made))
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
