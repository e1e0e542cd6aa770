import { availableParallelism } from 'node:os'
import path from 'node:path'
import { z } from 'zod'
import { Fault } from './errors.js'
import { type Role, roles } from './model/person.js'

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
  /** Secrets before this one: they open what was sealed under them until it is sealed anew. */
  readonly oldSecretKeys: readonly string[]
  /** The job queue's Redis; null: the queue lies in the database. */
  readonly redisUrl: string | null
  /** Null: evidence lies in `dataDir`. */
  readonly s3: S3Config | null
  /** Webhooks may go to private addresses and without TLS. */
  readonly webhooksAllowPrivate: boolean
  /** Null: no mail is sent. */
  readonly mail: { readonly smtpUrl: string; readonly from: string } | null
  /** Null: no short message is sent. */
  readonly sms: SmsConfig | null
  /** Opens the board of the queues (user `admin`); null: there is none. */
  readonly adminKey: string | null
  /** A file that lists where orders are looked up; null: they are pushed only. */
  readonly orderSources: string | null
  /** A file that lists the payment channels of platforms; null: each platform pays itself. */
  readonly paymentChannels: string | null
  /** What each API key may ask in a minute. */
  readonly requestsPerMinute: number
  /** Where browsers reach the service; null: where they ask. */
  readonly publicUrl: string | null
  /** A proxy stands before the service and says who asks. */
  readonly trustProxy: boolean
  /** After which a session of a person ends, whatever happens. */
  readonly sessionHours: number
  /** After which it ends when nothing is asked. */
  readonly sessionIdleMinutes: number
  /** Roles that must have one-time codes. */
  readonly totpRoles: readonly Role[]
  /** The identity provider; null: people sign in by password. */
  readonly oidc: OidcConfig | null
}

interface OidcConfig {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** As people know it. */
  readonly name: string
}

interface SmsConfig {
  readonly accessKeyId: string
  readonly accessKeySecret: string
  readonly endpoint: string
  readonly signName: string
  readonly templates: { readonly zh: string; readonly en: string }
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

const secret = z.string().min(32, 'expected at least 32 characters')

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
  SECRET_KEY: secret.optional(),
  SECRET_KEYS_OLD: z
    .string()
    .transform((text) => text.split(',').map((word) => word.trim()))
    .pipe(z.array(secret))
    .optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'expected redis://…' }).optional(),
  S3_BUCKET: z.string().min(3).optional(),
  S3_ENDPOINT: z.url({ protocol: /^https?$/, error: 'expected https://…' }).optional(),
  S3_REGION: z.string().min(1).default('us-east-1'),
  S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  WEBHOOKS_ALLOW_PRIVATE: z.enum(['true', 'false']).default('false'),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'expected smtp://… or smtps://…' }).optional(),
  MAIL_FROM: z.string().min(3).optional(),
  SMS_ACCESS_KEY_ID: z.string().min(1).optional(),
  SMS_ACCESS_KEY_SECRET: z.string().min(1).optional(),
  SMS_ENDPOINT: z.string().min(1).default('dysmsapi.aliyuncs.com'),
  SMS_SIGN: z.string().min(1).optional(),
  SMS_TEMPLATE_ZH: z.string().min(1).optional(),
  SMS_TEMPLATE_EN: z.string().min(1).optional(),
  ADMIN_KEY: z.string().min(16, 'expected at least 16 characters').optional(),
  ORDER_SOURCES: z.string().min(1).optional(),
  PAYMENT_CHANNELS: z.string().min(1).optional(),
  REQUESTS_PER_MINUTE: z.coerce.number().int().min(1).default(6000),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'expected https://…' })
    .refine((url) => /^(https:|http:\/\/(localhost|127\.0\.0\.1)([:/]|$))/.test(url), 'without TLS only on this machine itself')
    .optional(),
  TRUST_PROXY: z.enum(['true', 'false']).default('false'),
  SESSION_HOURS: z.coerce.number().min(0.1).max(720).default(12),
  SESSION_IDLE_MINUTES: z.coerce.number().min(2).max(1440).default(30),
  TOTP_ROLES: z
    .string()
    .default('admin,lead')
    .transform((text) => text.split(',').map((word) => word.trim()))
    .pipe(z.union([z.tuple([z.literal('none')]).transform(() => []), z.array(z.enum(roles))])),
  OIDC_ISSUER: z.url({ protocol: /^https?$/, error: 'expected https://…' }).optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  OIDC_NAME: z.string().min(1).max(50).default('SSO'),
})

/** The name of every variable. */
export const variableNames = Object.keys(variables.shape)

const environment = variables.superRefine((env, context) => {
  // Made up by each process, it would open nothing that another sealed.
  if (env.DATABASE_URL && !env.SECRET_KEY)
    context.addIssue({ code: 'custom', path: ['SECRET_KEY'], message: 'DATABASE_URL needs it, the same for every process' })
  if (env.SECRET_KEYS_OLD && !env.SECRET_KEY)
    context.addIssue({ code: 'custom', path: ['SECRET_KEY'], message: 'SECRET_KEYS_OLD needs the one that seals now' })
  if (env.SMTP_URL && !env.MAIL_FROM) context.addIssue({ code: 'custom', path: ['MAIL_FROM'], message: 'SMTP_URL needs it' })
  for (const name of ['SMS_ACCESS_KEY_SECRET', 'SMS_SIGN', 'SMS_TEMPLATE_ZH', 'SMS_TEMPLATE_EN'] as const) {
    if (env.SMS_ACCESS_KEY_ID && !env[name]) context.addIssue({ code: 'custom', path: [name], message: 'SMS_ACCESS_KEY_ID needs it' })
  }
  for (const name of ['S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const) {
    if (env.S3_BUCKET && !env[name]) context.addIssue({ code: 'custom', path: [name], message: 'S3_BUCKET needs it' })
  }
  // The provider sends people back to the address it was told, so that one must be known.
  for (const name of ['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'PUBLIC_URL'] as const) {
    if (env.OIDC_ISSUER && !env[name]) context.addIssue({ code: 'custom', path: [name], message: 'OIDC_ISSUER needs it' })
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
    oldSecretKeys: Object.freeze(data.SECRET_KEYS_OLD ?? []),
    redisUrl: data.REDIS_URL ?? null,
    s3: s3Of(data),
    mail: data.SMTP_URL && data.MAIL_FROM ? Object.freeze({ smtpUrl: data.SMTP_URL, from: data.MAIL_FROM }) : null,
    sms: smsOf(data),
    webhooksAllowPrivate: data.WEBHOOKS_ALLOW_PRIVATE === 'true',
    adminKey: data.ADMIN_KEY ?? null,
    orderSources: data.ORDER_SOURCES ?? null,
    paymentChannels: data.PAYMENT_CHANNELS ?? null,
    requestsPerMinute: data.REQUESTS_PER_MINUTE,
    publicUrl: data.PUBLIC_URL ?? null,
    trustProxy: data.TRUST_PROXY === 'true',
    sessionHours: data.SESSION_HOURS,
    sessionIdleMinutes: data.SESSION_IDLE_MINUTES,
    totpRoles: data.TOTP_ROLES,
    oidc: oidcOf(data),
  })
}

function smsOf(data: z.infer<typeof environment>): SmsConfig | null {
  const { SMS_ACCESS_KEY_ID: accessKeyId, SMS_ACCESS_KEY_SECRET: accessKeySecret, SMS_SIGN: signName, SMS_ENDPOINT: endpoint } = data
  const { SMS_TEMPLATE_ZH: zh, SMS_TEMPLATE_EN: en } = data
  if (!accessKeyId || !accessKeySecret || !signName || !zh || !en) return null
  return Object.freeze({ accessKeyId, accessKeySecret, endpoint, signName, templates: { zh, en } })
}

function s3Of(data: z.infer<typeof environment>): S3Config | null {
  const { S3_BUCKET: bucket, S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = data
  if (!bucket || !accessKeyId || !secretAccessKey) return null
  return Object.freeze({ bucket, region: data.S3_REGION, endpoint: data.S3_ENDPOINT ?? null, accessKeyId, secretAccessKey })
}

function oidcOf(data: z.infer<typeof environment>): OidcConfig | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = data
  if (!issuer || !clientId || !clientSecret) return null
  return Object.freeze({ issuer, clientId, clientSecret, name: data.OIDC_NAME })
}
