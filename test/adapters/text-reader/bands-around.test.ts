import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bandsAround } from '../../../src/adapters/text-reader/bands-around.js'
import { touchesBox } from '../../../src/adapters/text-reader/touches-box.js'
import type { Box } from '../../../src/model/reading.js'

const rows = { count: 960, pxPerRow: 2.4375, margin: 64, step: 32 }

describe('bands', () => {
  it('hold every box with its surroundings, apart from each other, within the map', () => {
    const box = fc
      .record({ y: fc.integer({ min: 0, max: 2300 }), height: fc.integer({ min: 1, max: 700 }) })
      .map(({ y, height }): Box => [0, y, 40, Math.min(height, 2340 - y)])
    fc.assert(
      fc.property(fc.array(box, { minLength: 1, maxLength: 6 }), (boxes) => {
        const bands = bandsAround(boxes, rows)
        for (const [, y, , height] of boxes) {
          const from = Math.max(0, y / rows.pxPerRow - rows.margin)
          const until = Math.min(rows.count, (y + height) / rows.pxPerRow + rows.margin)
          expect(bands.some(({ topRow, rowCount }) => topRow <= from && topRow + rowCount >= until)).toBe(true)
        }
        let end = -1
        for (const { topRow, rowCount } of bands) {
          expect(topRow).toBeGreaterThan(end)
          expect(topRow % 32).toBe(0)
          expect(rowCount % 32).toBe(0)
          end = topRow + rowCount
        }
        expect(end).toBeLessThanOrEqual(rows.count)
      }),
    )
  })

  it('are no larger than a small box needs', () => {
    expect(bandsAround([[0, 1000, 1080, 60]], rows)).toEqual([{ topRow: 320, rowCount: 192 }])
  })

  it('are none for a box outside', () => {
    expect(bandsAround([[0, 9000, 10, 10]], rows)).toEqual([])
  })
})

describe('a line', () => {
  const line: Box = [100, 100, 400, 40]

  it.each<[string, Box, boolean]>([
    ['around it', [0, 0, 1000, 1000], true],
    ['inside it', [200, 115, 20, 10], true],
    ['across its end', [480, 90, 200, 60], true],
    ['that takes no more than its margin from above', [100, 60, 400, 48], false],
    ['beside it', [500, 100, 50, 40], false],
    ['far away', [900, 900, 10, 10], false],
  ])('is told to touch a box %s or not', (_, box, touches) => {
    expect(touchesBox(line, box)).toBe(touches)
  })
})
