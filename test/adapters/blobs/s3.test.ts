import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openS3Blobs, type S3Settings } from '../../../src/adapters/blobs/s3.js'
import type { BlobStore } from '../../../src/ports/blobs.js'
import { startS3, type TestS3, testS3Keys } from '../../servers/s3.js'
import { describeBlobStore } from './contract.js'
import { killInTheMiddle } from './kill-in-the-middle.js'

const settingsOf = (server: TestS3): S3Settings => ({
  bucket: server.bucket,
  region: 'us-east-1',
  endpoint: server.endpoint,
  ...testS3Keys,
})
const makeStaging = (): Promise<string> => mkdtemp(join(tmpdir(), 'swiftproof-staging-'))

describeBlobStore('an S3 server', async () => {
  const server = await startS3()
  const staging = await makeStaging()
  const client = new S3Client({ region: 'us-east-1', endpoint: server.endpoint, forcePathStyle: true, credentials: testS3Keys })
  return {
    store: await openS3Blobs(settingsOf(server), staging),
    reopen: () => openS3Blobs(settingsOf(server), staging),
    contents: async () => {
      const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: server.bucket }))
      return Promise.all(
        Contents.map(async ({ Key }) => {
          const { Body } = await client.send(new GetObjectCommand({ Bucket: server.bucket, Key }))
          return Buffer.from((await Body?.transformToByteArray()) ?? [])
        }),
      )
    },
    killInTheMiddle: () => killInTheMiddle('s3', server.endpoint, staging),
    stop: async () => {
      client.destroy()
      await server.stop()
      await rm(staging, { recursive: true, force: true })
    },
  }
})

describe('past the service', () => {
  let server: TestS3
  let staging: string
  let store: BlobStore
  beforeAll(async () => {
    server = await startS3()
    staging = await makeStaging()
    store = await openS3Blobs(settingsOf(server), staging)
  })
  afterAll(async () => {
    await server.stop()
    await rm(staging, { recursive: true, force: true })
  })

  it('takes an upload by a signed address, makes a blob of it within its limit, and gives it by a signed address', async () => {
    const bytes = Buffer.alloc(400_000, 'evidence ')
    const uploadId = await store.beginUpload('plat_a')
    const upload = await store.presignUpload('plat_a', uploadId, 60_000)
    expect(upload?.method).toBe('PUT')
    const sent = await fetch(upload?.url ?? '', { method: 'PUT', headers: upload?.headers ?? {}, body: bytes })
    expect(sent.status).toBe(200)
    await expect(store.finishUpload('plat_a', uploadId, { maxBytes: 399_999 })).rejects.toMatchObject({ code: 'file-too-large' })
    const blob = await store.finishUpload('plat_a', uploadId, { maxBytes: 400_000 })
    await store.abandonUpload('plat_a', uploadId)
    const download = await store.presignDownload(blob.key, 60_000)
    const got = await fetch(download?.url ?? '')
    expect(Buffer.from(await got.arrayBuffer()).equals(bytes)).toBe(true)
    expect(got.headers.get('content-disposition')).toBe('attachment')
  })

  it('says that the server cannot be reached, and works on when it can', async () => {
    const content = async function* () {
      yield Buffer.from('kept')
    }
    const { key } = await store.put('plat_a', content(), { maxBytes: 100 })
    await server.pause()
    await expect(store.put('plat_a', content(), { maxBytes: 100 })).rejects.toMatchObject({ code: 'blob-store-unreachable' })
    await expect(store.open(key)).rejects.toMatchObject({ code: 'blob-store-unreachable' })
    await expect(store.exists(key)).rejects.toMatchObject({ code: 'blob-store-unreachable' })
    await server.resume()
    expect(await store.exists(key)).toBe(true)
  })
})
