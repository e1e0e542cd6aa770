import { createCipheriv, createSign, createVerify, randomBytes } from 'node:crypto'
import type { SandboxKeys } from './sandbox-keys.js'

type WechatKeys = SandboxKeys['wechat']

/** The headers that sign a body as WeChat Pay does, an answer and a notice alike. */
export function signWechat(body: string, keys: WechatKeys, at = new Date()): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const nonce = randomBytes(16).toString('hex')
  return {
    'wechatpay-serial': keys.platformKeyId,
    'wechatpay-timestamp': timestamp,
    'wechatpay-nonce': nonce,
    'wechatpay-signature': createSign('RSA-SHA256').update(`${timestamp}\n${nonce}\n${body}\n`).sign(keys.platform.privateKey, 'base64'),
  }
}

/** Whether the merchant signed this request (WECHATPAY2-SHA256-RSA2048); `target` is path and query. */
export function isFromMerchant(authorization: string, method: string, target: string, body: string, keys: WechatKeys): boolean {
  const [scheme, rest = ''] = authorization.split(/ (.*)/s)
  const parts = Object.fromEntries([...rest.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value]))
  if (scheme !== 'WECHATPAY2-SHA256-RSA2048' || parts.mchid !== keys.mchid || parts.serial_no !== keys.serial) return false
  const text = `${method}\n${target}\n${parts.timestamp}\n${parts.nonce_str}\n${body}\n`
  return createVerify('RSA-SHA256')
    .update(text)
    .verify(keys.merchant.publicKey, parts.signature ?? '', 'base64')
}

/** A resource as notices carry it: AEAD_AES_256_GCM under the APIv3 key. */
export function sealResource(resource: unknown, originalType: string, apiV3Key: string) {
  const nonce = randomBytes(6).toString('hex')
  const cipher = createCipheriv('aes-256-gcm', apiV3Key, nonce).setAAD(Buffer.from(originalType))
  const sealed = Buffer.concat([cipher.update(JSON.stringify(resource)), cipher.final(), cipher.getAuthTag()])
  return {
    algorithm: 'AEAD_AES_256_GCM',
    original_type: originalType,
    ciphertext: sealed.toString('base64'),
    associated_data: originalType,
    nonce,
  }
}
