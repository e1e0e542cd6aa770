import { createHash, randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { Sha256 } from '../../../src/console/buyer/sha256.js'

const known = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

describe('a SHA-256 of slices', () => {
  it('is that of the whole, whatever its length and wherever it is cut', () => {
    const bytes = new Uint8Array(randomBytes(400))
    for (let length = 0; length <= 400; length++) {
      const whole = bytes.subarray(0, length)
      for (const cut of [1, 7, 63, 64, 65, 128, 400]) {
        const hash = new Sha256()
        for (let from = 0; from < length; from += cut) hash.add(whole.subarray(from, from + cut))
        expect(hash.end(), `${length} by ${cut}`).toBe(known(whole))
      }
    }
  })

  it('is that of a long file in large slices', () => {
    const bytes = new Uint8Array(randomBytes(9_000_001))
    const hash = new Sha256()
    for (let from = 0; from < bytes.length; from += 4_194_304) hash.add(bytes.subarray(from, from + 4_194_304))
    expect(hash.end()).toBe(known(bytes))
  })
})
