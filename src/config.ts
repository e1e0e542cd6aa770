import { availableParallelism } from 'node:os'
import path from 'node:path'
import { z } from 'zod'
import { Fault } from './errors.js'

/** What the environment decides; every name stands in README, "Settings". */
export interface Config {
  readonly host: string
  readonly port: number
  /** Where a process that only works answers `/metrics` and `/healthz`; null: nowhere. */
  readonly workerPort: number | null
  readonly logLevel: LogLevel
  /** Folder with other PP-OCR models of the same shape; null: the bundled ones. */
  readonly ocrModelDir: string | null
  readonly textReader: 'pp-ocr' | 'tesseract'
  /** Pictures read at the same time by a command. */
  readonly readThreads: number
  /** Processes of a worker that read evidence, one piece each. */
  readonly readProcesses: number
  /** Embedded database, its secret, evidence, and content on its way through. */
  readonly dataDir: string
  /** PostgreSQL; null: the embedded database. */
  readonly databaseUrl: string | null
  /** Null: made and kept in `dataDir`, with the embedded database only. */
  readonly secretKey: string | null
  /** The job queue's Redis; null: the queue lies in the database. */
  readonly redisUrl: string | null
  /** Null: evidence lies in `dataDir`. */
  readonly s3: S3Config | null
  /** Webhooks may go to private addresses and without TLS. */
  readonly webhooksAllowPrivate: boolean
  /** Opens the board of the queues (user `admin`); null: there is none. */
  readonly adminKey: string | null
  /** A file that lists where orders are looked up; null: they are pushed only. */
  readonly orderSources: string | null
  /** A file that lists the payment channels of platforms; null: each platform pays itself. */
  readonly paymentChannels: string | null
  /** What each API key may ask in a minute. */
  readonly requestsPerMinute: number
}

type LogLevel = (typeof logLevels)[number]

interface S3Config {
  readonly bucket: string
  readonly region: string
  /** Null: Amazon's own. */
  readonly endpoint: string | null
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

const variables = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  WORKER_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  LOG_LEVEL: z.enum(logLevels).default('info'),
  OCR_MODEL_DIR: z.string().min(1).optional(),
  TEXT_READER: z.enum(['pp-ocr', 'tesseract']).default('pp-ocr'),
  READ_THREADS: z.coerce.number().int().min(1).max(64).default(Math.min(availableParallelism(), 8)),
  READ_PROCESSES: z.coerce.number().int().min(1).max(64).default(Math.min(availableParallelism(), 8)),
  DATA_DIR: z.string().min(1).default('./data'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'expected postgresql://…')
    .optional(),
  SECRET_KEY: z.string().min(32, 'expected at least 32 characters').optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'expected redis://…' }).optional(),
  S3_BUCKET: z.string().min(3).optional(),
  S3_ENDPOINT: z.url({ protocol: /^https?$/, error: 'expected https://…' }).optional(),
  S3_REGION: z.string().min(1).default('us-east-1'),
  S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  WEBHOOKS_ALLOW_PRIVATE: z.enum(['true', 'false']).default('false'),
  ADMIN_KEY: z.string().min(16, 'expected at least 16 characters').optional(),
  ORDER_SOURCES: z.string().min(1).optional(),
  PAYMENT_CHANNELS: z.string().min(1).optional(),
  REQUESTS_PER_MINUTE: z.coerce.number().int().min(1).default(6000),
})

/** The name of every variable. */
export const variableNames = Object.keys(variables.shape)

const environment = variables.superRefine((env, context) => {
  // Made up by each process, it would open nothing that another sealed.
  if (env.DATABASE_URL && !env.SECRET_KEY)
    context.addIssue({ code: 'custom', path: ['SECRET_KEY'], message: 'DATABASE_URL needs it, the same for every process' })
  for (const name of ['S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const) {
    if (env.S3_BUCKET && !env[name]) context.addIssue({ code: 'custom', path: [name], message: 'S3_BUCKET needs it' })
  }
})

/** The environment as one frozen value. Throws `config-invalid` naming all faults at once. */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  // A line of an env file that sets nothing is as good as none.
  const given = Object.entries(env).filter(([, value]) => value !== '')
  const parsed = environment.safeParse(Object.fromEntries(given))
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new Fault('config-invalid', faults.join('; '))
  }
  const { data } = parsed
  return Object.freeze({
    host: data.HOST,
    port: data.PORT,
    workerPort: data.WORKER_PORT ?? null,
    logLevel: data.LOG_LEVEL,
    ocrModelDir: data.OCR_MODEL_DIR ?? null,
    textReader: data.TEXT_READER,
    readThreads: data.READ_THREADS,
    readProcesses: data.READ_PROCESSES,
    dataDir: path.resolve(data.DATA_DIR),
    databaseUrl: data.DATABASE_URL ?? null,
    secretKey: data.SECRET_KEY ?? null,
    redisUrl: data.REDIS_URL ?? null,
    s3: s3Of(data),
    webhooksAllowPrivate: data.WEBHOOKS_ALLOW_PRIVATE === 'true',
    adminKey: data.ADMIN_KEY ?? null,
    orderSources: data.ORDER_SOURCES ?? null,
    paymentChannels: data.PAYMENT_CHANNELS ?? null,
    requestsPerMinute: data.REQUESTS_PER_MINUTE,
  })
}

function s3Of(data: z.infer<typeof environment>): S3Config | null {
  const { S3_BUCKET: bucket, S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = data
  if (!bucket || !accessKeyId || !secretAccessKey) return null
  return Object.freeze({ bucket, region: data.S3_REGION, endpoint: data.S3_ENDPOINT ?? null, accessKeyId, secretAccessKey })
}
