import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

const stepMs = 30_000
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** The time step (RFC 6238, 30 s) of a code that holds now, or one step earlier or later, and comes after `lastStep`; null for any other. */
export function findTotpStep(secret: string, code: string, now: Date, lastStep: number | null): number | null {
  const current = Math.floor(now.getTime() / stepMs)
  let found: number | null = null
  // All three, whichever fits: how long it takes tells nothing.
  for (const step of [current - 1, current, current + 1]) {
    const isIt = isSame(code, totpCode(secret, step))
    if (isIt && step > (lastStep ?? -1)) found = step
  }
  return found
}

/** The code of a time step: six digits, HMAC-SHA-1 as every authenticator app takes it. */
export function totpCode(secret: string, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const hash = createHmac('sha1', fromBase32(secret)).update(counter).digest()
  const at = hash.readUInt8(hash.length - 1) & 0x0f
  return String((hash.readUInt32BE(at) & 0x7f_ff_ff_ff) % 1_000_000).padStart(6, '0')
}

/** A new secret, base32: 160 bits, as RFC 4226 asks for. */
export function newTotpSecret(): string {
  return toBase32(randomBytes(20))
}

/** What an authenticator app takes as a QR code. */
export function totpAddress(secret: string, email: string): string {
  return `otpauth://totp/${encodeURIComponent(`SwiftProof:${email}`)}?secret=${secret}&issuer=SwiftProof&digits=6&period=30`
}

function isSame(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** Bytes as base32 (RFC 4648) without padding; the count of bits is a multiple of 5 here. */
export function toBase32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{5}/g) ?? []).map((five) => alphabet[Number.parseInt(five, 2)]).join('')
}

function fromBase32(text: string): Buffer {
  const bits = [...text].map((char) => alphabet.indexOf(char).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}
