import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits, base64url: what a session cookie or a link holds. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What is kept of a token: SHA-256 in lower-case hexadecimal. It has so many random bits that a plain hash is enough. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/**
 * What a page sends with each change (`X-CSRF-Token`): made of the session's token, which scripts cannot read, so that it
 * need not be kept, changes with the session and tells nothing of it.
 */
export function csrfOf(token: string): string {
  return createHash('sha256').update(`csrf ${token}`).digest('base64url')
}
