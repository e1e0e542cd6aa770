import { generateKeyPair, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'

interface KeyPair {
  readonly privateKey: string
  readonly publicKey: string
}

/** Every key of both channels and of the one merchant they know, PEM. */
export interface SandboxKeys {
  readonly alipay: { readonly appId: string; readonly app: KeyPair; readonly channel: KeyPair }
  readonly wechat: {
    readonly mchid: string
    /** Of the merchant's certificate. */
    readonly serial: string
    readonly merchant: KeyPair
    readonly platform: KeyPair
    readonly platformKeyId: string
    /** 32 characters. */
    readonly apiV3Key: string
  }
}

const makePair = promisify(generateKeyPair)

/** New keys, for as long as this sandbox runs. */
export async function makeSandboxKeys(): Promise<SandboxKeys> {
  const [app, alipay, merchant, platform] = await Promise.all([newPair(), newPair(), newPair(), newPair()])
  return {
    alipay: { appId: '2021000000000001', app, channel: alipay },
    wechat: {
      mchid: '1900000001',
      serial: randomBytes(20).toString('hex').toUpperCase(),
      merchant,
      platform,
      platformKeyId: `PUB_KEY_ID_${randomBytes(16).toString('hex').toUpperCase()}`,
      apiV3Key: randomBytes(16).toString('hex'),
    },
  }
}

function newPair(): Promise<KeyPair> {
  return makePair('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
}
