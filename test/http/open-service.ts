import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Registry } from 'prom-client'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { openDiskBlobs } from '../../src/adapters/blobs/disk.js'
import { openPictures } from '../../src/adapters/reading-processes/open-pictures.js'
import { openScryptPasswords } from '../../src/adapters/sign-in/scrypt-passwords.js'
import { openEmbeddedStore } from '../../src/adapters/store/open-embedded.js'
import { openHttpWebhooks } from '../../src/adapters/webhooks/http.js'
import { createApp } from '../../src/http/app.js'
import type { HttpParts } from '../../src/http/parts.js'
import { scopes } from '../../src/http/scopes.js'
import { type OpenedPlatform, openPlatform } from '../../src/intake/open-platform.js'
import { jobNames } from '../../src/jobs.js'
import { judgeRead, readCase } from '../../src/pipeline.js'
import type { JobQueue } from '../../src/ports/jobs.js'
import { defaultReadLimits } from '../../src/read/read-limits.js'
import { pictureTools } from '../read/fake-reader.js'
import { copyEmbeddedDatabase } from '../servers/copy-prepared.js'

/** What answers hold, as far as tests look into them. */
export interface Answered {
  readonly id: string
  readonly code: string
  readonly secret: string
  readonly uploadId: string
  readonly offset: number
  readonly joined: boolean
  readonly caseId: string | null
  readonly next: string | null
  readonly order: { readonly amountFen: number; readonly deliveredKeys: readonly string[]; readonly number: string }
  readonly items: readonly Answered[]
  readonly problems: readonly { readonly at: string; readonly line: number; readonly problem: string }[]
}

/** The JSON of an answer. */
export async function read(answer: Promise<Response> | Response): Promise<Answered> {
  return (await (await answer).json()) as Answered
}

interface Asked {
  /** Sent as it is. */
  readonly key?: string | null
  readonly json?: unknown
  readonly body?: NonNullable<RequestInit['body']>
  readonly headers?: Readonly<Record<string, string>>
}

/** The API over the embedded store and blobs on disk, with two platforms; reading takes a fake reader. */
export interface Service {
  readonly app: ReturnType<typeof createApp>
  readonly parts: HttpParts
  readonly shop: OpenedPlatform
  readonly other: OpenedPlatform
  /** Faults that were ours. */
  readonly reported: Error[]
  /** Asks with the shop's live key unless another is given. */
  ask(method: string, address: string, asked?: Asked): Promise<Response>
  /** The jobs that wait in the outbox and name this id. */
  jobsOf(id: string): Promise<string[]>
  close(): Promise<void>
}

/** No job runs here: what the API puts into the outbox is all it does. */
const idleQueue: Pick<JobQueue, 'counts'> = {
  counts: async () =>
    Object.fromEntries(jobNames.map((name) => [name, { waiting: 0, delayed: 0, active: 0, dead: 0 }])) as Awaited<
      ReturnType<JobQueue['counts']>
    >,
}

export async function openService(changes: Partial<HttpParts> = {}): Promise<Service> {
  const folder = await mkdtemp(path.join(tmpdir(), 'swiftproof-http-'))
  await copyEmbeddedDatabase(path.join(folder, 'db'))
  const store = await openEmbeddedStore({
    folder: path.join(folder, 'db'),
    secretKey: 'k'.repeat(64),
    clock: changes.now ?? (() => new Date()),
  })
  const reported: Error[] = []
  const tools = { ...pictureTools(), limits: defaultReadLimits }
  const parts: HttpParts = {
    store,
    blobs: await openDiskBlobs(path.join(folder, 'blobs')),
    pictures: await openPictures({
      entry: new URL('../../workers/drawing-process.ts', import.meta.url),
      processes: 1,
      folder: path.join(folder, 'pictures'),
      maxBytes: 100_000_000,
      keptMs: 60_000,
      tell: () => undefined,
    }),
    queue: idleQueue,
    payments: { of: () => null },
    webhooks: openHttpWebhooks({ allowPrivate: true }),
    screen: async (at, policy, now, memory) => judgeRead(await readCase(at, policy, now, tools), memory),
    limiter: new RateLimiterMemory({ points: 100_000, duration: 60 }),
    signIn: {
      passwords: openScryptPasswords(),
      provider: null,
      rules: { sessionMs: 12 * 3_600_000, idleMs: 1_800_000, totpRoles: ['admin', 'lead'] },
      publicUrl: null,
      trustsProxy: true,
    },
    metrics: new Registry(),
    now: () => new Date(),
    report: (fault) => reported.push(fault),
    settings: { streamPollMs: 20, heartbeatMs: 100, evidenceGraceMs: 1000 },
    pagesFolder: null,
    ...changes,
  }
  const app = createApp(parts)
  const shop = await openPlatform(store, 'shop', scopes)
  const other = await openPlatform(store, 'other', scopes)
  return {
    app,
    parts,
    shop,
    other,
    reported,
    ask: async (method, address, { key = shop.liveKey, json, body, headers } = {}) =>
      app.request(address, {
        method,
        headers: {
          ...(key === null ? {} : { authorization: `Bearer ${key}` }),
          ...(json === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(json === undefined ? {} : { body: JSON.stringify(json) }),
        ...(body === undefined ? {} : { body }),
      }),
    jobsOf: async (id) => {
      const waiting = await store.inAll(({ outbox }) => outbox.take(1000))
      return waiting.filter(({ payload }) => JSON.stringify(payload).includes(id)).map(({ name }) => name)
    },
    close: async () => {
      await parts.pictures.close()
      await store.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
