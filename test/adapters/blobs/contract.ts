import { createHash, randomBytes } from 'node:crypto'
import { access, readFile } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Fault } from '../../../src/errors.js'
import type { BlobStore, ByteStream } from '../../../src/ports/blobs.js'

/** A real place for blobs, set up for a suite. */
export interface TestBlobs {
  readonly store: BlobStore
  /** As another process would open it. */
  reopen(): Promise<BlobStore>
  /** Every file or object there is that could be read, by its content. */
  contents(): Promise<readonly Buffer[]>
  /** Starts a process that puts content without end, and kills it in the middle. */
  killInTheMiddle(): Promise<void>
  stop(): Promise<void>
}

const mib = 1_048_576

async function* chunksOf(bytes: Buffer, size = 60_000): ByteStream {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function* brokenAfter(bytes: Buffer): ByteStream {
  yield bytes
  throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' })
}

async function readAll(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks)
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}

export function describeBlobStore(name: string, start: () => Promise<TestBlobs>): void {
  describe(`blob store on ${name}`, () => {
    let place: TestBlobs
    let store: BlobStore
    beforeAll(async () => {
      place = await start()
      store = place.store
    })
    afterAll(async () => place?.stop())

    it('gives back what was put, under a key made of its content', async () => {
      const bytes = randomBytes(3 * mib + 17)
      const blob = await store.put('plat_a', chunksOf(bytes), { maxBytes: 10 * mib })
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      expect(blob).toMatchObject({ key: `plat_a/${sha256.slice(0, 2)}/${sha256}`, sha256, bytes: bytes.length })
      expect(Buffer.from(blob.head).equals(bytes.subarray(0, 65_536))).toBe(true)
      expect((await readAll(await store.open(blob.key))).equals(bytes)).toBe(true)
      expect(await store.exists(blob.key)).toBe(true)
    })

    it('gives a file of this machine for the time of the work, and what the work gives or throws', async () => {
      const bytes = randomBytes(100_000)
      const { key } = await store.put('plat_a', chunksOf(bytes), { maxBytes: mib })
      expect((await store.localFile(key, (path) => readFile(path))).equals(bytes)).toBe(true)
      const own = new Fault('picture-damaged', 'shot.png')
      await expect(store.localFile(key, () => Promise.reject(own))).rejects.toBe(own)
      await expect(store.localFile(key, () => access('/nowhere/at/all'))).rejects.toMatchObject({ code: 'ENOENT' })
    })

    it('keeps the same content of one platform once, also when it comes at the same time, and never across platforms', async () => {
      const bytes = randomBytes(200_000)
      const blobs = await Promise.all(Array.from({ length: 6 }, () => store.put('plat_same', chunksOf(bytes), { maxBytes: mib })))
      expect(new Set(blobs.map((blob) => blob.key)).size).toBe(1)
      const other = await store.put('plat_other', chunksOf(bytes), { maxBytes: mib })
      expect(other.key).not.toBe(blobs[0]?.key)
      const listed = await collect(store.list())
      expect(listed.filter(({ key }) => key.startsWith('plat_same/'))).toHaveLength(1)
      for (const { key } of [...blobs, other]) expect((await readAll(await store.open(key))).equals(bytes)).toBe(true)
    })

    it('refuses what is too large without taking all of it, what is empty and what breaks off, and keeps nothing of them', async () => {
      const before = (await place.contents()).length
      let taken = 0
      const endless = async function* (): ByteStream {
        for (; ; taken++) yield randomBytes(10_000)
      }
      await expect(store.put('plat_a', endless(), { maxBytes: 50_000 })).rejects.toMatchObject({ code: 'file-too-large' })
      expect(taken).toBeLessThan(10)
      await expect(store.put('plat_a', chunksOf(Buffer.alloc(0)), { maxBytes: mib })).rejects.toMatchObject({ code: 'file-empty' })
      await expect(store.put('plat_a', brokenAfter(randomBytes(9000)), { maxBytes: mib })).rejects.toMatchObject({ code: 'upload-broken' })
      expect((await place.contents()).length).toBe(before)
      const exact = randomBytes(50_000)
      await expect(store.put('plat_a', chunksOf(exact), { maxBytes: 50_000 })).resolves.toMatchObject({ bytes: 50_000 })
    })

    it('lets a fault of the stream itself through', async () => {
      const limit = new Fault('file-too-large', 'the body')
      const refused = async function* (): ByteStream {
        yield randomBytes(10)
        throw limit
      }
      await expect(store.put('plat_a', refused(), { maxBytes: mib })).rejects.toBe(limit)
    })

    it('holds nothing readable of a blob whose writer was killed', async () => {
      const before = (await collect(store.list())).map(({ key }) => key).sort()
      await place.killInTheMiddle()
      expect((await collect((await place.reopen()).list())).map(({ key }) => key).sort()).toEqual(before)
    })

    it('says of what is not there that it is not there', async () => {
      const key = `plat_a/ab/ab${'0'.repeat(62)}`
      expect(await store.exists(key)).toBe(false)
      await expect(store.open(key)).rejects.toMatchObject({ code: 'file-not-found' })
      await expect(store.localFile(key, async () => 1)).rejects.toMatchObject({ code: 'file-not-found' })
      await store.remove(key)
    })

    it.each([
      '../../etc/passwd',
      'plat_a/../../x',
      '/etc/passwd',
      'plat_a',
      '',
      'plat_a/ab/zz',
      `plat_a/ab/ab${'0'.repeat(62)}/more`,
      `plat_a/cd/ab${'0'.repeat(62)}`,
      `PLAT/ab/ab${'0'.repeat(62)}`,
      `../ab/ab${'0'.repeat(62)}`,
      `plat_a\\..\\ab/ab/ab${'0'.repeat(62)}`,
      `plat_a/ab/ab${'0'.repeat(61)}\n`,
    ])('refuses the key %j', async (key) => {
      for (const ask of [
        () => store.open(key),
        () => store.exists(key),
        () => store.remove(key),
        () => store.localFile(key, async () => 1),
        () => store.presignDownload(key, 1000),
      ]) {
        await expect(ask()).rejects.toMatchObject({ code: 'file-not-found' })
      }
    })

    it('refuses a platform or an upload whose id is a way', async () => {
      await expect(store.put('../up', chunksOf(randomBytes(5)), { maxBytes: mib })).rejects.toMatchObject({ code: 'file-not-found' })
      await expect(store.beginUpload('a/b')).rejects.toMatchObject({ code: 'file-not-found' })
      const part = { offsetBytes: 0, content: chunksOf(randomBytes(5)), maxBytes: mib }
      await expect(store.appendPart('plat_a', '../../x', part)).rejects.toMatchObject({ code: 'file-not-found' })
      await expect(store.abandonUpload('plat_a', '..')).rejects.toMatchObject({ code: 'file-not-found' })
    })

    it('lists what is kept with its size and time, and no more what was removed', async () => {
      const { key } = await store.put('plat_list', chunksOf(randomBytes(1234)), { maxBytes: mib })
      const [listed] = (await collect(store.list())).filter((each) => each.key === key)
      expect(listed).toMatchObject({ key, bytes: 1234 })
      expect(Math.abs(Date.parse(listed?.storedAt ?? '') - Date.now())).toBeLessThan(60_000)
      await store.remove(key)
      expect((await collect(store.list())).some((each) => each.key === key)).toBe(false)
      expect(await store.exists(key)).toBe(false)
    })

    it('keeps what was put again since the sweep looked', async () => {
      const { key } = await store.put('plat_sweep', chunksOf(randomBytes(99)), { maxBytes: mib })
      await store.remove(key, { storedSince: new Date(Date.now() - 3_600_000).toISOString() })
      expect(await store.exists(key)).toBe(true)
      await store.remove(key, { storedSince: new Date(Date.now() + 3_600_000).toISOString() })
      expect(await store.exists(key)).toBe(false)
      await store.remove(key, { storedSince: new Date().toISOString() })
    })

    it('takes an upload in parts, over a restart, and makes one blob of it', async () => {
      const bytes = randomBytes(700_000)
      const uploadId = await store.beginUpload('plat_a')
      expect(await store.uploadOffset('plat_a', uploadId)).toBe(0)
      const first = { offsetBytes: 0, content: chunksOf(bytes.subarray(0, 300_000)), maxBytes: mib }
      expect(await store.appendPart('plat_a', uploadId, first)).toBe(300_000)
      const later = await place.reopen()
      expect(await later.uploadOffset('plat_a', uploadId)).toBe(300_000)
      const broken = { offsetBytes: 300_000, content: brokenAfter(bytes.subarray(300_000, 400_000)), maxBytes: mib }
      await expect(later.appendPart('plat_a', uploadId, broken)).rejects.toMatchObject({ code: 'upload-broken' })
      expect(await later.uploadOffset('plat_a', uploadId)).toBe(300_000)
      const rest = { offsetBytes: 300_000, content: chunksOf(bytes.subarray(300_000)), maxBytes: mib }
      expect(await later.appendPart('plat_a', uploadId, rest)).toBe(700_000)
      expect(await later.appendPart('plat_a', uploadId, { ...rest, offsetBytes: 700_000, content: chunksOf(Buffer.alloc(0)) })).toBe(
        700_000,
      )
      const blob = await later.finishUpload('plat_a', uploadId, { maxBytes: mib })
      expect(await later.finishUpload('plat_a', uploadId, { maxBytes: mib })).toEqual(blob)
      expect((await readAll(await store.open(blob.key))).equals(bytes)).toBe(true)
      expect((await collect(store.listUploads())).map((each) => each.uploadId)).toContain(uploadId)
      await later.abandonUpload('plat_a', uploadId)
      await later.abandonUpload('plat_a', uploadId)
      await expect(store.uploadOffset('plat_a', uploadId)).rejects.toMatchObject({ code: 'file-not-found' })
      expect(await collect(store.listUploads())).toEqual([])
      expect(await store.exists(blob.key)).toBe(true)
    })

    it('refuses a part in another place, one that is too much, and another platform', async () => {
      const uploadId = await store.beginUpload('plat_a')
      const part = (offsetBytes: number, size: number) => ({ offsetBytes, content: chunksOf(randomBytes(size)), maxBytes: 1000 })
      await expect(store.appendPart('plat_a', uploadId, part(5, 10))).rejects.toMatchObject({ code: 'upload-conflict' })
      expect(await store.appendPart('plat_a', uploadId, part(0, 600))).toBe(600)
      await expect(store.appendPart('plat_a', uploadId, part(0, 10))).rejects.toMatchObject({ code: 'upload-conflict' })
      await expect(store.appendPart('plat_a', uploadId, part(600, 401))).rejects.toMatchObject({ code: 'file-too-large' })
      expect(await store.uploadOffset('plat_a', uploadId)).toBe(600)
      await expect(store.uploadOffset('plat_b', uploadId)).rejects.toMatchObject({ code: 'file-not-found' })
      await expect(store.appendPart('plat_b', uploadId, part(0, 10))).rejects.toMatchObject({ code: 'file-not-found' })
      await expect(store.finishUpload('plat_a', uploadId, { maxBytes: 599 })).rejects.toMatchObject({ code: 'file-too-large' })
      await store.abandonUpload('plat_a', uploadId)
      const empty = await store.beginUpload('plat_a')
      await expect(store.finishUpload('plat_a', empty, { maxBytes: 599 })).rejects.toMatchObject({ code: 'file-empty' })
      await store.abandonUpload('plat_a', empty)
    })
  })
}
