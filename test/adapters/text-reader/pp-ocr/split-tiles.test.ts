import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { firstLook, secondLook } from '../../../../src/adapters/text-reader/pp-ocr/detection-size.js'
import { joinTiles, splitTiles } from '../../../../src/adapters/text-reader/pp-ocr/split-tiles.js'

const size = fc
  .record({ width: fc.integer({ min: 1, max: 60 }), height: fc.integer({ min: 1, max: 300 }) })
  .map(({ width, height }) => ({ width: width * 32, height: height * 32 }))
const wholeOf = ({ height }: { readonly height: number }) => ({ topRow: 0, rowCount: height })

describe('tiles', () => {
  it('cover every row of any map, in whole strides, each overlapping the next', () => {
    fc.assert(
      fc.property(size, (map) => {
        const tiles = splitTiles(map, wholeOf(map))
        let covered = 0
        for (const [index, { topRow, rowCount }] of tiles.entries()) {
          if (index > 0) expect(covered - topRow).toBeGreaterThanOrEqual(64)
          expect(rowCount % 32).toBe(0)
          covered = topRow + rowCount
        }
        expect(tiles[0]?.topRow).toBe(0)
        expect(covered).toBe(map.height)
      }),
    )
  })

  it('joined give each row of the map once, from a tile that shows it', () => {
    fc.assert(
      fc.property(size, (map) => {
        const tiles = splitTiles(map, wholeOf(map))
        // Each tile's map says in every pixel which row of the whole it shows.
        const maps = tiles.map(({ topRow, rowCount }) => {
          const rows = new Uint8Array(rowCount * map.width)
          for (let row = 0; row < rowCount; row++) rows.fill((topRow + row) % 251, row * map.width, (row + 1) * map.width)
          return rows
        })
        const whole = joinTiles(map, wholeOf(map), tiles, maps)
        const firsts = Array.from({ length: map.height }, (_, row) => whole[row * map.width])
        expect(firsts).toEqual(firsts.map((_, row) => row % 251))
      }),
      { numRuns: 30 },
    )
  })

  it('share a phone screen between two threads', () => {
    const phone = firstLook(1080, 2340)
    expect(splitTiles(phone, wholeOf(phone))).toHaveLength(2)
  })
})

describe('the size text is looked for at', () => {
  const lines = (heightPx: number) => Array.from({ length: 9 }, () => ({ centreX: 50, centreY: 50, width: 90, height: heightPx, angle: 0 }))

  it.each([
    [1080, 2340, 448, 960],
    [1920, 1080, 1280, 736],
    [1080, 20_000, 448, 8096],
    [300, 150, 288, 160],
    [1, 1, 32, 32],
  ])('is for %i × %i first %i × %i', (widthPx, heightPx, width, height) => {
    expect(firstLook(widthPx, heightPx)).toEqual({ width, height })
  })

  it('is enlarged when most lines are small', () => {
    expect(secondLook(300, 150, firstLook(300, 150), lines(13))).toEqual({ width: 640, height: 320 })
    expect(secondLook(300, 150, firstLook(300, 150), lines(24))).toBeNull()
    expect(secondLook(300, 150, firstLook(300, 150), [])).toBeNull()
  })

  it('stays within what a second look may cost', () => {
    const second = secondLook(1080, 20_000, firstLook(1080, 20_000), lines(15))
    expect((second?.width ?? 0) * (second?.height ?? 0)).toBeLessThan(4.2 * 448 * 8096)
  })
})
