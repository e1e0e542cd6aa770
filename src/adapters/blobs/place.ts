import type { Disk } from 'flydrive'
import type { PresignedRequest } from '../../ports/blobs.js'

/** An object as it lies in the store. */
export interface ListedObject {
  /** From the root. */
  readonly name: string
  readonly bytes: number
  /** ISO 8601 in UTC. */
  readonly storedAt: string
}

/** What disk and S3 do each in their own way; the rest is flydrive's. */
export interface Place {
  readonly disk: Disk
  /** A folder of this machine for content on its way in or out. */
  readonly stagingFolder: string
  /** Puts a file of the staging folder where it belongs, whole or not at all; the file may be gone then. */
  keep(path: string, key: string, bytes: number): Promise<void>
  /** All objects below a folder. */
  listObjects(folder: string): AsyncIterable<ListedObject>
  /** Where it lies on this machine; null when it does not. */
  pathOf(key: string): string | null
  presignDownload(key: string, expiresMs: number): Promise<PresignedRequest | null>
  presignUpload(key: string, expiresMs: number): Promise<PresignedRequest | null>
}
