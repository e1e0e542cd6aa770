import { describe, expect, it } from 'vitest'
import { defaultPolicy } from '../../src/judge/default-policy.js'
import { defaultReadLimits, readLimitsUnder } from '../../src/read/read-limits.js'

describe('readLimitsUnder', () => {
  it('gives the default limits under the default policy', () => {
    expect(readLimitsUnder(defaultPolicy.recording)).toEqual(defaultReadLimits)
  })
})
