import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { Fault } from '../../errors.js'

/** Seals documents under the current one of the service's secrets, and opens what is sealed under any of them. */
export interface Seals {
  /** The document as JSON, compressed and encrypted (AES-256-GCM), behind the id of its key; it opens only under the same `place`. */
  seal(place: string, document: unknown): Uint8Array
  /** Throws `internal` when it was sealed under another place or an unknown key, or changed since. */
  unseal<T>(place: string, sealed: Uint8Array): T
  /** As `unseal`, the JSON in UTF-8, not parsed. */
  open(place: string, sealed: Uint8Array): Uint8Array
  /** What everything begins with that is sealed under the current key. */
  readonly header: Uint8Array
  /** Ids of the keys, the current one first: 16 hexadecimal digits, made of the secret and saying nothing of it. */
  readonly keyIds: readonly string[]
}

interface SealKey {
  readonly header: Buffer
  readonly key: Buffer
}

/** Two letters and the number of this form. Before it, sealed values began with their random start. */
const form = Buffer.from([0x53, 0x50, 0x02])
const keyIdBytes = 8
const headerBytes = form.length + keyIdBytes
const ivBytes = 12
const tagBytes = 16

/** The seals of these secrets (any length; at least 32 random characters to be safe): the first one seals, all of them open. */
export function openSeals(secrets: readonly string[]): Seals {
  const keys = secrets.map(keyOf)
  const [current] = keys
  if (!current) throw new Fault('internal', 'there is no secret to seal under')
  return {
    seal: (place, document) => {
      const iv = randomBytes(ivBytes)
      const cipher = createCipheriv('aes-256-gcm', current.key, iv).setAAD(Buffer.concat([current.header, Buffer.from(place)]))
      const sealed = Buffer.concat([cipher.update(deflateRawSync(JSON.stringify(document), { level: 3 })), cipher.final()])
      return Buffer.concat([current.header, iv, cipher.getAuthTag(), sealed])
    },
    unseal: (place, sealed) => JSON.parse(openJson(keys, place, sealed).toString('utf8')),
    open: (place, sealed) => openJson(keys, place, sealed),
    header: current.header,
    keyIds: keys.map(({ header }) => header.subarray(form.length).toString('hex')),
  }
}

/** A key of its own for a purpose, made of a secret (HKDF-SHA256). */
export function deriveKey(secret: string, purpose: string, bytes = 32): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `swiftproof ${purpose}`, bytes))
}

function keyOf(secret: string): SealKey {
  return { key: deriveKey(secret, 'seal'), header: Buffer.concat([form, deriveKey(secret, 'key id', keyIdBytes)]) }
}

function openJson(keys: readonly SealKey[], place: string, sealed: Uint8Array): Buffer {
  const opened = openAny(keys, place, Buffer.from(sealed))
  if (!opened) throw new Fault('internal', `what is sealed as ${place} cannot be opened`)
  return inflateRawSync(opened)
}

/** A value of the form before this one has no header, and may by chance begin like one: then its key tells. */
function openAny(keys: readonly SealKey[], place: string, sealed: Buffer): Buffer | null {
  const named = keys.find(({ header }) => header.equals(sealed.subarray(0, headerBytes)))
  const opened = named && open(named.key, Buffer.concat([named.header, Buffer.from(place)]), sealed.subarray(headerBytes))
  if (opened) return opened
  for (const { key } of keys) {
    const old = open(key, Buffer.from(place), sealed)
    if (old) return old
  }
  return null
}

function open(key: Buffer, bound: Buffer, sealed: Buffer): Buffer | null {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, ivBytes), { authTagLength: tagBytes })
    decipher.setAAD(bound).setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes))
    return Buffer.concat([decipher.update(sealed.subarray(ivBytes + tagBytes)), decipher.final()])
  } catch {
    return null
  }
}
