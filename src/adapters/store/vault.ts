import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { Fault } from '../../errors.js'

/** Seals documents and hashes values under keys made of the service's secret. */
export interface Vault {
  /** The document as JSON, compressed and encrypted (AES-256-GCM); it opens only under the same `place`. */
  seal(place: string, document: unknown): Uint8Array
  /** Throws `internal` when it was sealed under another place or key, or changed since. */
  unseal<T>(place: string, sealed: Uint8Array): T
  /** As `unseal`, the JSON in UTF-8, not parsed. */
  open(place: string, sealed: Uint8Array): Uint8Array
  /** HMAC-SHA256, lower-case hexadecimal: the same value gives the same mark, and the mark does not give the value. */
  mark(value: string): string
}

const ivBytes = 12
const tagBytes = 16

/** Opens the vault of this secret (any length; at least 32 random characters to be safe). */
export function openVault(secretKey: string): Vault {
  const keyFor = (purpose: string) => Buffer.from(hkdfSync('sha256', secretKey, '', `swiftproof ${purpose}`, 32))
  const sealKey = keyFor('seal')
  const markKey = keyFor('mark')
  const open = (place: string, sealed: Uint8Array): Buffer => {
    try {
      const decipher = createDecipheriv('aes-256-gcm', sealKey, sealed.subarray(0, ivBytes), { authTagLength: tagBytes })
      decipher.setAAD(Buffer.from(place)).setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes))
      return inflateRawSync(Buffer.concat([decipher.update(sealed.subarray(ivBytes + tagBytes)), decipher.final()]))
    } catch (cause) {
      throw new Fault('internal', `what is sealed as ${place} cannot be opened`, { cause })
    }
  }
  return {
    seal: (place, document) => {
      const iv = randomBytes(ivBytes)
      const cipher = createCipheriv('aes-256-gcm', sealKey, iv).setAAD(Buffer.from(place))
      const sealed = Buffer.concat([cipher.update(deflateRawSync(JSON.stringify(document), { level: 3 })), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), sealed])
    },
    unseal: (place, sealed) => JSON.parse(open(place, sealed).toString('utf8')),
    open,
    mark: (value) => createHmac('sha256', markKey).update(value).digest('hex'),
  }
}
