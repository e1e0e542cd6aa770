import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { openDiskBlobs } from '../../src/adapters/blobs/disk.js'
import { openPlatform } from '../../src/intake/open-platform.js'
import { receiveEvidence } from '../../src/intake/receive-evidence.js'
import type { Buyer } from '../../src/model/buyer.js'
import type { Reading } from '../../src/model/reading.js'
import type { BlobStore } from '../../src/ports/blobs.js'
import type { QueuedJob } from '../../src/ports/jobs.js'
import type { FileToRead } from '../../src/ports/reading.js'
import type { PlatformRows, Store } from '../../src/ports/store.js'
import { engines } from '../adapters/store/engines.js'
import { claimOn, orderNamed } from '../adapters/store/store-parts.js'
import { drawReading } from '../builders/reading.js'

/** A store and blobs with one platform, and what stands for the rest of the outside. */
export interface Flow {
  readonly store: Store
  readonly blobs: BlobStore
  readonly platformId: string
  readonly testId: string
  /** Asks the database itself. */
  raw(text: string): Promise<readonly (readonly unknown[])[]>
  inShop<T>(work: (rows: PlatformRows) => Promise<T>): Promise<T>
  /** What the queue was given. */
  readonly queued: QueuedJob[]
  /** A case with evidence of these contents; `on` is the platform or its test side. */
  openCase(
    orderNumber: string,
    contents: readonly string[],
    on?: string,
    change?: { readonly buyer?: Buyer },
  ): Promise<{ readonly caseId: string; readonly evidenceIds: readonly string[] }>
  /** Keeps as read what a piece's content stands for. */
  keepRead(evidenceId: string, lines: readonly string[], on?: string): Promise<void>
  close(): Promise<void>
}

export { engines }

export async function openFlow(engine: (typeof engines)[number]): Promise<Flow> {
  const { store, raw, close } = await engine[1]()
  const folder = await mkdtemp(path.join(tmpdir(), 'swiftproof-flow-'))
  const blobs = await openDiskBlobs(folder)
  const { live, test } = await openPlatform(store, 'shop', [])
  return {
    store,
    blobs,
    platformId: live.id,
    testId: test.id,
    raw,
    inShop: (work) => store.inPlatform(live.id, work),
    queued: [],
    openCase: async (orderNumber, contents, on = live.id, change = {}) => {
      const stored = await Promise.all(contents.map((content) => blobs.put(on, Readable.from([Buffer.from(content)]), { maxBytes: 1000 })))
      return store.inPlatform(on, async (rows) => {
        await rows.orders.upsert([{ ...orderNamed(orderNumber), ...change }])
        const { row } = await rows.cases.open({ claim: claimOn(orderNumber), orderNumber })
        const pieces = stored.map(({ key, sha256, bytes }) => ({ fileName: 'shot.png', as: null, blobKey: key, sha256, bytes }))
        const added = await receiveEvidence(rows, row.id, pieces, 'key_1')
        return { caseId: row.id, evidenceIds: added.map(({ id }) => id) }
      })
    },
    keepRead: async (evidenceId, lines, on = live.id) => {
      await store.inPlatform(on, (rows) => rows.readings.put(evidenceId, readingOf(lines, evidenceId)))
    },
    close: async () => {
      await close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A picture with these lines, its own file unless another is named. */
export function readingOf(lines: readonly string[], file: string): Reading {
  const reading = drawReading(lines)
  return { ...reading, fileFacts: { ...reading.fileFacts, sha256: Buffer.from(file).toString('hex').padEnd(64, '0').slice(-64) } }
}

/** Reads a blob's text as the lines of a picture. */
export async function readText({ path: at }: FileToRead): Promise<Reading> {
  const text = await Readable.from(createReadStream(at, 'utf8')).reduce((all, chunk: string) => all + chunk, '')
  return readingOf(text.split('\n'), text)
}
