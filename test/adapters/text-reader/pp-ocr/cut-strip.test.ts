import { describe, expect, it } from 'vitest'
import { cutStrip, stripHeightPx } from '../../../../src/adapters/text-reader/pp-ocr/cut-strip.js'
import { tightenRegion } from '../../../../src/adapters/text-reader/pp-ocr/tighten-region.js'

/** A white picture with a black bar. */
function bar(widthPx: number, heightPx: number, left: number, top: number, width: number, height: number) {
  const rgb = new Uint8Array(widthPx * heightPx * 3).fill(255)
  for (let y = top; y < top + height; y++) rgb.fill(0, (y * widthPx + left) * 3, (y * widthPx + left + width) * 3)
  return { widthPx, heightPx, rgb }
}

const region = (left: number, top: number, width: number, height: number, angle = 0) => ({
  centreX: left + width / 2,
  centreY: top + height / 2,
  width,
  height,
  angle,
})

describe('a strip', () => {
  it.each([
    [100, 24, 200],
    [100, 96, 50],
    [7, 48, 7],
    [1, 1, 48],
  ])('of %i × %i is 48 high and keeps its shape: %i wide', (width, height, widthPx) => {
    const strip = cutStrip(bar(200, 200, 0, 0, 1, 1), region(10, 10, width, height))
    expect(strip.widthPx).toBe(widthPx)
    expect(strip.rgb).toHaveLength(widthPx * stripHeightPx * 3)
  })

  it('shows what stands in the region, where it stands', () => {
    const strip = cutStrip(bar(300, 100, 100, 20, 50, 24), region(80, 20, 100, 24))
    const middleRow = 24 * strip.widthPx * 3
    expect(strip.rgb[middleRow + 20 * 3]).toBe(255)
    expect(strip.rgb[middleRow + 90 * 3]).toBe(0)
    expect(strip.rgb[middleRow + 180 * 3]).toBe(255)
  })

  it('reads a column from the top: its upper end is the left end of the strip', () => {
    const picture = bar(100, 300, 40, 50, 20, 40)
    const strip = cutStrip(picture, { centreX: 50, centreY: 150, width: 200, height: 20, angle: Math.PI / 2 })
    const middleRow = 24 * strip.widthPx * 3
    expect(strip.rgb[middleRow + 40 * 3]).toBe(0)
    expect(strip.rgb[middleRow + 300 * 3]).toBe(255)
  })

  it('reaches past the edge of the picture without a fault', () => {
    expect(cutStrip(bar(50, 20, 0, 0, 50, 20), region(-5, -5, 60, 30, 0.05)).rgb.every((value) => value === 0)).toBe(true)
  })
})

describe('tightening', () => {
  it('takes away the empty rows above and below the ink but a margin', () => {
    const tight = tightenRegion(bar(300, 100, 60, 40, 200, 12), region(50, 30, 220, 32))
    expect(tight.centreY - tight.height / 2).toBe(38)
    expect(tight.centreY + tight.height / 2).toBe(54)
    expect(tight.width).toBe(220)
  })

  it('leaves a region alone whose ground is not even', () => {
    const picture = { widthPx: 300, heightPx: 100, rgb: Uint8Array.from({ length: 300 * 100 * 3 }, (_, i) => (i * 7919) % 256) }
    expect(tightenRegion(picture, region(50, 30, 220, 32))).toEqual(region(50, 30, 220, 32))
  })

  it('leaves an empty region alone', () => {
    expect(tightenRegion(bar(300, 100, 0, 0, 1, 1), region(50, 30, 220, 32))).toEqual(region(50, 30, 220, 32))
  })
})
