import { createReadStream } from 'node:fs'
import { paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3'
import { Disk } from 'flydrive'
import { S3Driver } from 'flydrive/drivers/s3'
import type { BlobStore, PresignedRequest } from '../../ports/blobs.js'
import { openStaging } from './disk.js'
import { openDriveBlobs } from './drive-blobs.js'
import type { ListedObject } from './place.js'
import { inOurWords, reachStore } from './reach-store.js'

export interface S3Settings {
  readonly bucket: string
  readonly region: string
  /** Null: Amazon's own. */
  readonly endpoint: string | null
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

/**
 * Blobs in a bucket of S3 or of what speaks like it; content passes through `stagingFolder` of this machine, so that the
 * bucket never holds a part of it. Throws `blob-store-unreachable` when the staging folder cannot be made.
 */
export async function openS3Blobs(settings: S3Settings, stagingFolder: string): Promise<BlobStore> {
  await reachStore(stagingFolder, () => openStaging(stagingFolder))
  const client = openClient(settings)
  const disk = new Disk(new S3Driver({ client, bucket: settings.bucket, visibility: 'private', supportsACL: false }))
  const inSeconds = (expiresMs: number): number => Math.max(1, Math.floor(expiresMs / 1000))
  const request = (method: PresignedRequest['method'], url: string): PresignedRequest => ({ method, url, headers: {} })
  return openDriveBlobs({
    disk,
    stagingFolder,
    keep: (path, key, bytes) => disk.putStream(key, createReadStream(path), { contentLength: bytes, contentType: anyBytes }),
    listObjects: (folder) => listObjects(client, settings.bucket, folder),
    pathOf: () => null,
    // Never shown in a browser as what it says it is: it comes from a stranger.
    presignDownload: async (key, expiresMs) =>
      request(
        'GET',
        await disk.getSignedUrl(key, { expiresIn: inSeconds(expiresMs), contentType: anyBytes, contentDisposition: 'attachment' }),
      ),
    presignUpload: async (key, expiresMs) => request('PUT', await disk.getSignedUploadUrl(key, { expiresIn: inSeconds(expiresMs) })),
  })
}

const anyBytes = 'application/octet-stream'

function openClient({ region, endpoint, accessKeyId, secretAccessKey }: S3Settings): S3Client {
  return new S3Client({
    region,
    credentials: { accessKeyId, secretAccessKey },
    ...(endpoint ? { endpoint, forcePathStyle: true } : {}),
    // Servers that speak like S3 store the trailing checksum of newer clients as content.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: 5000, socketTimeout: 30_000 },
  })
}

/** Not by flydrive, which gives no sizes here and takes `a` for the start of `ab`. */
async function* listObjects(client: S3Client, bucket: string, folder: string): AsyncIterable<ListedObject> {
  try {
    for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: `${folder}/` })) {
      for (const { Key = '', Size = 0, LastModified = new Date(0) } of Contents) {
        yield { name: Key, bytes: Size, storedAt: LastModified.toISOString() }
      }
    }
  } catch (cause) {
    throw inOurWords(folder, cause)
  }
}
