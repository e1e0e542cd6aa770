import { randomBytes } from 'node:crypto'
import { hashPassword, verifyPassword } from 'better-auth/crypto'
import type { Passwords } from '../../ports/sign-in.js'

/** Passwords by scrypt (N 16384, r 16, p 1, 64 bytes, a salt of 128 bits each), NFKC first. */
export function openScryptPasswords(): Passwords {
  // What nobody's password gives: compared with where there is no account.
  const decoy = hashPassword(randomBytes(32).toString('base64url'))
  return {
    hash: (password) => hashPassword(password),
    matches: async (password, hash) => {
      const isIt = await verifyPassword({ password, hash: hash ?? (await decoy) })
      return isIt && hash !== null
    },
  }
}
