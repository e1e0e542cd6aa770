import { describe, expect, it } from 'vitest'
import { findTotpStep, newTotpSecret, toBase32, totpAddress, totpCode } from '../../src/people/totp.js'

// RFC 6238, appendix B: the secret of the SHA-1 vectors; six digits are the last six of its eight.
const secret = toBase32(Buffer.from('12345678901234567890'))

describe('one-time codes', () => {
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('are those of RFC 6238 at %i s', (seconds, code) => {
    expect(totpCode(secret, Math.floor(seconds / 30))).toBe(code)
    expect(findTotpStep(secret, code, new Date(seconds * 1000), null)).toBe(Math.floor(seconds / 30))
  })

  it('hold half a minute longer and earlier, and no more', () => {
    const step = 41_152_263
    const at = (shift: number) => new Date((step + shift) * 30_000)
    for (const shift of [-1, 0, 1]) expect(findTotpStep(secret, totpCode(secret, step), at(shift), null)).toBe(step)
    for (const shift of [-2, 2]) expect(findTotpStep(secret, totpCode(secret, step), at(shift), null)).toBeNull()
  })

  it('count once: neither the same nor an earlier one after it', () => {
    const step = 41_152_263
    const now = new Date(step * 30_000)
    expect(findTotpStep(secret, totpCode(secret, step), now, step)).toBeNull()
    expect(findTotpStep(secret, totpCode(secret, step - 1), now, step)).toBeNull()
    expect(findTotpStep(secret, totpCode(secret, step + 1), now, step)).toBe(step + 1)
  })

  it('take nothing that is no code', () => {
    for (const code of ['', '28708', '2870820', 'abcdef', '２８７０８２'])
      expect(findTotpStep(secret, code, new Date(59_000), null)).toBeNull()
  })

  it('come of 160 random bits, told to the authenticator as it expects', () => {
    expect(newTotpSecret()).toMatch(/^[A-Z2-7]{32}$/)
    expect(totpAddress(secret, 'a b@c.example')).toBe(
      `otpauth://totp/SwiftProof%3Aa%20b%40c.example?secret=${secret}&issuer=SwiftProof&digits=6&period=30`,
    )
  })
})
