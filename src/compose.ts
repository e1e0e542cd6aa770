import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { type RateLimiterAbstract, RateLimiterMemory } from 'rate-limiter-flexible'
import { parse } from 'yaml'
import { openDiskBlobs } from './adapters/blobs/disk.js'
import { openS3Blobs } from './adapters/blobs/s3.js'
import type { EmbeddedDatabase } from './adapters/embedded/database.js'
import type { BullJobQueue } from './adapters/jobs/bull-queue.js'
import { openEmbeddedJobs } from './adapters/jobs/embedded.js'
import { openBoard } from './adapters/jobs/open-board.js'
import { openPostgresJobs } from './adapters/jobs/postgres.js'
import { openRedisJobs } from './adapters/jobs/redis.js'
import { openMail } from './adapters/notices/mail.js'
import { openAliyunSms } from './adapters/notices/sms-aliyun.js'
import { openOrderSources } from './adapters/orders/open-sources.js'
import { openPaymentChannels } from './adapters/payments/open-channels.js'
import { openRedisLimiter } from './adapters/rate-limiter/redis.js'
import { openReadingCrew } from './adapters/reading-processes/open-crew.js'
import { openPictures } from './adapters/reading-processes/open-pictures.js'
import { openOidcProvider } from './adapters/sign-in/oidc-provider.js'
import { openScryptPasswords } from './adapters/sign-in/scrypt-passwords.js'
import { keepSecret } from './adapters/store/keep-secret.js'
import { openEmbeddedStore } from './adapters/store/open-embedded.js'
import { openPostgresStore } from './adapters/store/open-postgres.js'
import { openHttpWebhooks } from './adapters/webhooks/http.js'
import { closeEach } from './close-each.js'
import type { Config } from './config.js'
import { Fault } from './errors.js'
import { readFoundOrder } from './intake/read-found-order.js'
import { relayAfterCommit } from './pipeline/relay-after-commit.js'
import { startRelay } from './pipeline/start-relay.js'
import type { BlobStore } from './ports/blobs.js'
import type { NoticeSenders } from './ports/notices.js'
import type { OrderSource } from './ports/orders.js'
import type { PaymentChannels } from './ports/payments.js'
import type { EvidencePictures } from './ports/pictures.js'
import type { EvidenceReader } from './ports/reading.js'
import type { IdentityProvider, Passwords } from './ports/sign-in.js'
import type { Store } from './ports/store.js'
import type { WebhookSender } from './ports/webhooks.js'

/** The store, and the embedded database under it for the queue; null on PostgreSQL. */
export interface OpenStore {
  readonly store: Store
  readonly embedded: EmbeddedDatabase | null
}

/**
 * Opens the store that the environment names. Throws `config-invalid`, `data-folder-in-use`, `store-unavailable`,
 * `secret-key-changed` or `migration-failed`.
 */
export async function composeStore({ dataDir, databaseUrl, secretKey, oldSecretKeys }: Config): Promise<OpenStore> {
  if (databaseUrl) {
    // Made up by each process, it would open nothing that another sealed.
    if (!secretKey) throw new Fault('config-invalid', 'SECRET_KEY: needed with DATABASE_URL, the same for every process')
    return { store: await openPostgresStore({ url: databaseUrl, secretKey, oldSecretKeys }), embedded: null }
  }
  const store = await openEmbeddedStore({
    folder: path.join(dataDir, 'database'),
    secretKey: secretKey ?? (await keepSecret(path.join(dataDir, 'secret-key'))),
    oldSecretKeys,
  })
  return { store, embedded: store.database }
}

/**
 * The job queue: on Redis where one is named, else in the database that holds everything. `tell` hears of lost
 * connections and dead jobs. Throws `queue-unreachable`.
 */
async function composeJobs(config: Config, database: EmbeddedDatabase | null, tell: (words: string) => void): Promise<BullJobQueue> {
  if (config.redisUrl) return openRedisJobs({ url: config.redisUrl, tell })
  if (config.databaseUrl) return openPostgresJobs({ url: config.databaseUrl, tell })
  if (database) return openEmbeddedJobs({ database, tell })
  throw new Fault('config-invalid', 'the job queue needs REDIS_URL, DATABASE_URL or the embedded database')
}

/** Where evidence lies: in a bucket where one is named, else in the data folder. Throws `blob-store-unreachable`. */
async function composeBlobs(config: Config): Promise<BlobStore> {
  if (config.s3) return openS3Blobs(config.s3, path.join(config.dataDir, 'staging'))
  return openDiskBlobs(path.join(config.dataDir, 'evidence'))
}

/** Sends events to the platforms' endpoints. */
function composeWebhooks(config: Config): WebhookSender {
  return openHttpWebhooks({ allowPrivate: config.webhooksAllowPrivate })
}

/** The ways in which buyers and merchants are told, as far as they are set up. */
function composeNotices({ mail, sms }: Config): NoticeSenders {
  return { mail: mail && openMail(mail), sms: sms && openAliyunSms(sms) }
}

/** How people prove who they are. */
export function composeSignIn({ oidc }: Config): { readonly passwords: Passwords; readonly provider: IdentityProvider | null } {
  return { passwords: openScryptPasswords(), provider: oidc && openOidcProvider(oidc) }
}

/** Reads evidence in processes of their own; `warm` starts them at once. */
export function composeReader(config: Config, warm: boolean, tell: (words: string) => void): EvidenceReader {
  return openReadingCrew({ entry: entryOf('reading-process'), processes: config.readProcesses, warm, tell })
}

/** Draws pictures of evidence for people who look at it. */
function composePictures({ dataDir }: Config, tell: (words: string) => void): Promise<EvidencePictures> {
  const folder = path.join(dataDir, 'pictures')
  return openPictures({ entry: entryOf('drawing-process'), processes: 2, folder, maxBytes: 500_000_000, keptMs: 3_600_000, tell })
}

/** The source runs from the source, the compiled program from what was compiled. */
function entryOf(program: 'reading-process' | 'drawing-process'): URL {
  const compiled = new URL(`../workers/${program}.js`, import.meta.url)
  return existsSync(compiled) ? compiled : new URL(`../workers/${program}.ts`, import.meta.url)
}

/** Everything the service runs on. */
export interface OpenService {
  /** Relays jobs after each transaction that adds some. */
  readonly store: Store
  readonly queue: BullJobQueue
  readonly blobs: BlobStore
  readonly reader: EvidenceReader
  readonly pictures: EvidencePictures
  readonly webhooks: WebhookSender
  readonly orders: OrderSource | null
  readonly payments: PaymentChannels
  readonly notices: NoticeSenders
  readonly publicUrl: string | null
  readonly limiter: RateLimiterAbstract
  /** The board of the queues, where an admin key is set, under `/admin/queues`. */
  readonly board: ReturnType<typeof openBoard> | null
  readonly now: () => Date
  /** Lets running jobs end within `graceMs`, then closes all in the order of use. */
  close(graceMs: number): Promise<void>
}

const boardAddress = '/admin/queues'

/** Opens the service as the environment says; `works` when it is to run jobs. Throws as its parts do, with nothing left open. */
export async function composeService(config: Config, works: boolean, tell: (words: string) => void): Promise<OpenService> {
  const { store, embedded } = await composeStore(config)
  const opened: ((graceMs: number) => unknown)[] = [() => store.close()]
  const close = (graceMs: number) => closeEach(opened.toReversed().map((one) => () => one(graceMs)))
  try {
    const orders = await composeOrders(config)
    const payments = await composePayments(config, store)
    const blobs = await composeBlobs(config)
    const { limiter, close: closeLimiter } = composeLimiter(config)
    opened.push(closeLimiter)
    const pictures = await composePictures(config, tell)
    opened.push(() => pictures.close())
    const reader = composeReader(config, works, tell)
    opened.push(() => reader.close())
    const queue = await composeJobs(config, embedded, tell)
    const now = () => new Date()
    const { relay, idle } = startRelay({ store, queue, now }, tell)
    opened.push(idle, (graceMs) => queue.close(graceMs))
    const board = config.adminKey === null ? null : openBoard(queue, boardAddress, config.adminKey)
    const webhooks = composeWebhooks(config)
    const notices = composeNotices(config)
    return {
      store: relayAfterCommit(store, relay),
      queue,
      blobs,
      reader,
      pictures,
      webhooks,
      orders,
      payments,
      notices,
      publicUrl: config.publicUrl,
      limiter,
      board,
      now,
      close,
    }
  } catch (fault) {
    await close(0)
    throw fault
  }
}

/** Where orders are looked up that nobody pushed; null when the environment names no list. Throws `config-invalid`. */
async function composeOrders({ orderSources }: Config): Promise<OrderSource | null> {
  return orderSources === null ? null : openOrderSources(await readList('ORDER_SOURCES', orderSources), readFoundOrder)
}

/** The payment channels that the environment lists; a platform without one pays itself, and reports. Throws `config-invalid`. */
async function composePayments({ paymentChannels }: Config, store: Store): Promise<PaymentChannels> {
  if (paymentChannels === null) return { of: () => null }
  const platforms = await store.inAll((rows) => rows.platforms.list())
  const testSides = new Set(platforms.filter(({ mode }) => mode === 'test').map(({ id }) => id))
  return openPaymentChannels(await readList('PAYMENT_CHANNELS', paymentChannels), testSides)
}

/** What a YAML file of the environment lists. Throws `config-invalid`. */
async function readList(name: string, file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw new Fault('config-invalid', `${name}: ${file}: ${cause.code ?? cause.message}`, { cause })
  })
  return parse(text)
}

function composeLimiter({ redisUrl, requestsPerMinute: points }: Config) {
  if (redisUrl) return openRedisLimiter(redisUrl, points)
  return { limiter: new RateLimiterMemory({ points, duration: 60 }), close: () => undefined }
}
