import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { Fault } from '../../errors.js'
import type { PaymentChannel, PaymentChannels } from '../../ports/payments.js'
import { openAlipay } from './alipay.js'
import { openWechat } from './wechat.js'

const platform = z.string().regex(/^plat_[0-9a-z]+$/, 'expected plat_…')
const file = z.string().min(1)
const address = z
  .url({ protocol: /^https?$/ })
  .refine((url) => url.startsWith('https:') || isLocal(url), 'expected https://… (http only to this machine)')
const timeoutMs = z.int().min(1000).max(60_000).default(10_000)

const realGateway = 'https://openapi.alipay.com/gateway.do'
const realEndpoint = 'https://api.mch.weixin.qq.com'

const entryForm = z.discriminatedUnion('kind', [
  z.strictObject({
    platform,
    kind: z.literal('alipay'),
    appId: z.string().regex(/^\d{16}$/, 'expected 16 digits'),
    privateKeyFile: file,
    alipayPublicKeyFile: file,
    gateway: address.default(realGateway),
    timeoutMs,
  }),
  z.strictObject({
    platform,
    kind: z.literal('wechat'),
    mchid: z.string().regex(/^\d{8,10}$/, 'expected 8 to 10 digits'),
    serial: z.string().regex(/^[0-9A-F]{8,40}$/, 'expected upper-case hexadecimal'),
    privateKeyFile: file,
    platformPublicKeyFile: file,
    platformKeyId: z.string().min(8),
    apiV3KeyFile: file,
    notifyUrl: address,
    endpoint: address.default(realEndpoint),
    timeoutMs,
  }),
])
type Entry = z.output<typeof entryForm>

/**
 * The payment channels that a list names, at most one of each kind a platform; files are read once, from the working folder on.
 * `testSides` are the platforms of test keys: theirs must stay on this machine, so that no test moves money. Throws
 * `config-invalid` naming all that is wrong and where.
 */
export async function openPaymentChannels(list: unknown, testSides: ReadonlySet<string> = new Set()): Promise<PaymentChannels> {
  const parsed = z.array(entryForm).safeParse(list)
  if (!parsed.success) throw new Fault('config-invalid', `PAYMENT_CHANNELS: ${z.prettifyError(parsed.error)}`)
  const faults: string[] = []
  const channels = new Map<string, PaymentChannel>()
  for (const [index, entry] of parsed.data.entries()) {
    const key = keyOf(entry.platform, entry.kind)
    if (channels.has(key)) faults.push(`[${index}]: a second ${entry.kind} of ${entry.platform}`)
    const isReal = !isLocal(entry.kind === 'alipay' ? entry.gateway : entry.endpoint)
    if (isReal && testSides.has(entry.platform)) faults.push(`[${index}].platform: a test side has no channel that moves money`)
    const channel = await open(entry).catch((fault: Error) => void faults.push(`[${index}].${fault.message}`))
    if (channel) channels.set(key, channel)
  }
  if (faults.length > 0) throw new Fault('config-invalid', `PAYMENT_CHANNELS: ${faults.join('; ')}`)
  return {
    of: (platformId, channel) => channels.get(keyOf(platformId, channel)) ?? null,
  }
}

async function open(entry: Entry): Promise<PaymentChannel> {
  const privateKey = await readKey('privateKeyFile', entry.privateKeyFile, asPrivateKey)
  if (entry.kind === 'alipay') {
    const alipayPublicKey = await readKey('alipayPublicKeyFile', entry.alipayPublicKeyFile, asPublicKey)
    return openAlipay({ ...entry, privateKey, alipayPublicKey })
  }
  const platformPublicKey = await readKey('platformPublicKeyFile', entry.platformPublicKeyFile, asPublicKey)
  const apiV3Key = await readKey('apiV3KeyFile', entry.apiV3KeyFile, (text) => {
    if (Buffer.byteLength(text) !== 32) throw new Error('expected 32 characters')
    return text
  })
  return openWechat({ ...entry, privateKey, platformPublicKey, apiV3Key })
}

/** What a file holds; faults name place and reason, never the content. */
async function readKey<T>(place: string, path: string, read: (text: string) => T): Promise<T> {
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw new Error(`${place}: ${path}: ${cause.code ?? 'cannot be read'}`)
  })
  try {
    return read(text.trim())
  } catch (cause) {
    const isOurs = cause instanceof Error && cause.message.startsWith('expected')
    throw new Error(`${place}: ${path}: ${isOurs ? cause.message : 'holds no key of the expected form'}`)
  }
}

/** PEM, or the bare base64 that Alipay's key tool writes (PKCS#8 or PKCS#1). */
function asPrivateKey(text: string): KeyObject {
  if (text.startsWith('-----BEGIN')) return onlyRsa(createPrivateKey(text))
  const key = Buffer.from(text, 'base64')
  try {
    return onlyRsa(createPrivateKey({ key, format: 'der', type: 'pkcs8' }))
  } catch {
    return onlyRsa(createPrivateKey({ key, format: 'der', type: 'pkcs1' }))
  }
}

function asPublicKey(text: string): KeyObject {
  // A private key would be taken too, as its public half: somebody mixed up the files.
  if (text.includes('PRIVATE KEY')) throw new Error('expected a public key, not a private one')
  if (text.startsWith('-----BEGIN')) return onlyRsa(createPublicKey(text))
  return onlyRsa(createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' }))
}

function onlyRsa(key: KeyObject): KeyObject {
  if (key.asymmetricKeyType !== 'rsa') throw new Error('expected an RSA key')
  return key
}

function keyOf(platformId: string, kind: string): string {
  return `${platformId} ${kind}`
}

function isLocal(url: string): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname)
}
