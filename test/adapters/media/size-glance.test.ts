import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sizeGlance } from '../../../src/adapters/media/size-glance.js'

describe('sizeGlance', () => {
  it('makes a phone’s screen about 75,000 px', () => {
    expect(sizeGlance(1080, 2340)).toEqual({ widthPx: 186, heightPx: 404 })
  })

  it('keeps what is smaller as it is, down to one pixel', () => {
    expect(sizeGlance(200, 300)).toEqual({ widthPx: 200, heightPx: 300 })
    expect(sizeGlance(1, 1)).toEqual({ widthPx: 1, heightPx: 1 })
    expect(sizeGlance(3, 20_000)).toEqual({ widthPx: 2, heightPx: 20_000 })
  })

  it('is even where it can be, never larger than the picture, and a wide one has twice the pixels', () => {
    const side = fc.integer({ min: 32, max: 20_000 })
    fc.assert(
      fc.property(side, side, (width, height) => {
        const { widthPx, heightPx } = sizeGlance(width, height)
        expect(widthPx === 1 || widthPx % 2 === 0).toBe(true)
        expect(heightPx === 1 || heightPx % 2 === 0).toBe(true)
        expect(widthPx).toBeGreaterThan(0)
        expect(heightPx).toBeGreaterThan(0)
        expect(widthPx).toBeLessThanOrEqual(width)
        expect(heightPx).toBeLessThanOrEqual(height)
        expect(widthPx * heightPx).toBeLessThan(width > height ? 180_000 : 90_000)
      }),
    )
  })
})
