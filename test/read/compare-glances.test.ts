import { describe, expect, it } from 'vitest'
import { compareGlances } from '../../src/read/compare-glances.js'

describe('compareGlances', () => {
  it('leaves the frames as they are, whatever kind of bytes they come in: others look at them too', () => {
    const size = { widthPx: 16, heightPx: 16 }
    const first = Buffer.alloc(256, 200)
    const compare = compareGlances(size)
    for (const [i, luma] of [first, Buffer.alloc(256, 20), Buffer.alloc(256, 120)].entries()) compare({ kind: 'glance', ms: i * 33, luma })
    expect(first.every((level) => level === 200)).toBe(true)
  })
})
