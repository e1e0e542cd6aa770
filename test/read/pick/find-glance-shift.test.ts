import { describe, expect, it } from 'vitest'
import { findGlanceShift } from '../../../src/read/pick/find-glance-shift.js'

const widthPx = 180
const heightPx = 400
/** Rows of the recording that one row of the glance shows. */
const scale = 4
const headerPx = 40

describe('finding how far a page scrolled between two glances', () => {
  it.each([100, 101, 102, 103, 402, 811])(
    'follows hard-edged cards over %i px of the recording, whole rows of the glance or not',
    (scrolledPx) => {
      const shift = findGlanceShift(glance(cards(1), 0), glance(cards(1), scrolledPx), widthPx, heightPx)
      expect(Math.abs((shift?.px ?? 0) - scrolledPx / scale)).toBeLessThanOrEqual(0.75)
    },
  )

  it('takes of a list of like entries the shift nearest to the expected', () => {
    const entries = (row: number) => (row % 400 < 240 && row % 40 < 20 ? 30 : 240)
    for (const expectedPx of [20, 118]) {
      const shift = findGlanceShift(glance(entries, 0), glance(entries, 82), widthPx, heightPx, expectedPx)
      expect(Math.abs((shift?.px ?? 0) - expectedPx)).toBeLessThanOrEqual(3)
    }
  })

  it.each([2, 3, 4, 5, 6])('takes page %i for no scrolled page 1', (seed) => {
    expect(findGlanceShift(glance(cards(1), 0), glance(cards(seed), 0), widthPx, heightPx)).toBeNull()
  })

  it('says that nothing moved where nothing has changed', () => {
    expect(findGlanceShift(glance(cards(1), 0), glance(cards(1), 0), widthPx, heightPx)?.px).toBe(0)
  })
})

type Content = (row: number, stretch: number) => number

/** Dark cards of several heights on a light ground. */
function cards(seed: number): Content {
  const rows: number[][] = []
  let state = seed * 7919
  const roll = (most: number) => {
    state = (state * 1103515245 + 12345) % 2 ** 31
    return Math.floor((state / 2 ** 31) * most)
  }
  while (rows.length < 6000) {
    const shades = Array.from({ length: 12 }, () => 20 + roll(160))
    for (let row = 0, height = 60 + roll(150); row < height; row++) rows.push(shades)
    for (let row = 0, height = 10 + roll(40); row < height; row++) rows.push(Array.from({ length: 12 }, () => 245))
  }
  return (row, stretch) => rows[row]?.[stretch] ?? 0
}

/** A page under a header that stays, scrolled by so many pixels of the recording. */
function glance(content: Content, scrolledPx: number): Uint8Array {
  const luma = new Uint8Array(widthPx * heightPx).fill(200)
  for (let y = headerPx; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      const stretch = Math.floor((x * 12) / widthPx)
      let sum = 0
      for (let row = 0; row < scale; row++) sum += content(y * scale + row + scrolledPx, stretch)
      luma[y * widthPx + x] = Math.round(sum / scale)
    }
  }
  return luma
}
