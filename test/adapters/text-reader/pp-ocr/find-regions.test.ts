import { describe, expect, it } from 'vitest'
import { findRegions } from '../../../../src/adapters/text-reader/pp-ocr/find-regions.js'
import { boxOf } from '../../../../src/adapters/text-reader/pp-ocr/region.js'

const width = 200
const height = 120

function mapWhere(isText: (x: number, y: number) => boolean, probability = 230) {
  const probabilities = new Uint8Array(width * height)
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) if (isText(x, y)) probabilities[y * width + x] = probability
  return { probabilities, width, height }
}

describe('finding regions', () => {
  it('gives a core back its margin on all sides', () => {
    const [region, ...others] = findRegions(mapWhere((x, y) => x >= 50 && x < 150 && y >= 60 && y < 70))
    expect(others).toEqual([])
    // 100 × 10 grows by 100 · 10 · 1.6 / 220 = 7.3 on each side.
    expect(region && boxOf(region, width, height)).toEqual([42, 52, 116, 26])
    expect(region?.angle).toBe(0)
  })

  it('keeps two lines apart', () => {
    expect(findRegions(mapWhere((x, y) => x > 20 && x < 160 && ((y > 20 && y < 30) || (y > 60 && y < 70))))).toHaveLength(2)
  })

  it('follows a line that leans', () => {
    const slope = Math.tan((5 * Math.PI) / 180)
    const [region, ...others] = findRegions(mapWhere((x, y) => x >= 20 && x < 180 && Math.abs(y - 50 - (x - 100) * slope) < 5))
    expect(others).toEqual([])
    expect(((region?.angle ?? 0) * 180) / Math.PI).toBeCloseTo(5, 0)
    expect(region?.width).toBeGreaterThan(155)
    expect(region?.height).toBeLessThan(32)
  })

  it('takes no faint and no tiny spot for text', () => {
    expect(findRegions(mapWhere((x, y) => x > 50 && x < 150 && y > 50 && y < 60, 100))).toEqual([])
    expect(findRegions(mapWhere((x, y) => x === 50 && y === 50))).toEqual([])
    expect(findRegions(mapWhere(() => false))).toEqual([])
  })

  it('keeps boxes inside the picture', () => {
    const regions = findRegions(mapWhere((x, y) => x < 40 && y < 8))
    expect(regions.map((region) => boxOf(region, width, height).slice(0, 2))).toEqual([[0, 0]])
  })
})
