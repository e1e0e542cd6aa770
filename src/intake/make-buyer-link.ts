import { createHash, randomBytes } from 'node:crypto'

/** The token of a link to the buyer's page: 256 random bits, base64url. It is given out once, only the hash is kept. */
export function makeBuyerLink(): { readonly token: string; readonly hash: string } {
  const token = randomBytes(32).toString('base64url')
  return { token, hash: hashBuyerLink(token) }
}

/** What is kept of a link's token, and looked up: SHA-256 in lower-case hexadecimal. */
export function hashBuyerLink(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
