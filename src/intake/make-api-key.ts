import { createHash, randomBytes } from 'node:crypto'

/** A new API key: the secret is shown once, only the hash is kept. 256 random bits, so that a plain hash is enough. */
export function makeApiKey(mode: 'live' | 'test'): { readonly secret: string; readonly hash: string } {
  const secret = `sp_${mode}_${randomBytes(32).toString('base64url')}`
  return { secret, hash: hashApiKey(secret) }
}

/** What is kept of an API key, and looked up: SHA-256 in lower-case hexadecimal. */
export function hashApiKey(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
