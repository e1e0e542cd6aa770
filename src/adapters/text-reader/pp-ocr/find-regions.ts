import { fitRectangle } from './fit-rectangle.js'
import type { Region } from './region.js'

/** The detection net's answer: for each pixel the probability, from 0 to 255, that it lies in the core of a line of text. */
export interface TextMap {
  readonly probabilities: Uint8Array
  readonly width: number
  readonly height: number
}

/** Differentiable Binarization (Liao et al. 2020) with the figures PP-OCR uses. */
const pixelThreshold = 0.3 * 255
const regionThreshold = 0.5 * 255
const unclipRatio = 1.6
const smallestSidePx = 3

/** The lines of text in a map, as turned rectangles in pixels of the map. */
export function findRegions(map: TextMap): Region[] {
  const regions: Region[] = []
  const seen = new Uint8Array(map.width * map.height)
  const stack = new Int32Array(map.width * map.height)
  for (let start = 0; start < seen.length; start++) {
    if (seen[start] || (map.probabilities[start] ?? 0) <= pixelThreshold) continue
    const core = fitRectangle(rimOfBlob(map, start, seen, stack))
    if (Math.min(core.width, core.height) < smallestSidePx - 1) continue
    if (meanWithin(map, core) < regionThreshold) continue
    const grown = unclip(core)
    if (Math.min(grown.width, grown.height) >= smallestSidePx + 2) regions.push(grown)
  }
  return regions
}

/** Floods one blob (eight neighbours) and gives the leftmost and rightmost pixel corner of each of its rows: its hull is theirs. */
function rimOfBlob(map: TextMap, start: number, seen: Uint8Array, stack: Int32Array): [number, number][] {
  const { width, height, probabilities } = map
  const rows = new Map<number, { left: number; right: number }>()
  let depth = 0
  stack[depth++] = start
  seen[start] = 1
  while (depth > 0) {
    const at = stack[--depth] ?? 0
    const x = at % width
    const y = (at - x) / width
    const row = rows.get(y)
    if (row === undefined) rows.set(y, { left: x, right: x })
    else if (x < row.left) row.left = x
    else if (x > row.right) row.right = x
    const x0 = x > 0 ? x - 1 : x
    const x1 = x < width - 1 ? x + 1 : x
    const y1 = y < height - 1 ? y + 1 : y
    for (let ny = y > 0 ? y - 1 : y; ny <= y1; ny++) {
      for (let next = ny * width + x0; next <= ny * width + x1; next++) {
        if (seen[next] || (probabilities[next] ?? 0) <= pixelThreshold) continue
        seen[next] = 1
        stack[depth++] = next
      }
    }
  }
  return [...rows].flatMap(([y, { left, right }]): [number, number][] => [
    [left, y],
    [left, y + 1],
    [right + 1, y],
    [right + 1, y + 1],
  ])
}

function meanWithin(map: TextMap, region: Region): number {
  const cos = Math.cos(region.angle)
  const sin = Math.sin(region.angle)
  const reachX = (Math.abs(region.width * cos) + Math.abs(region.height * sin)) / 2
  const reachY = (Math.abs(region.width * sin) + Math.abs(region.height * cos)) / 2
  const x1 = Math.min(map.width, Math.ceil(region.centreX + reachX))
  const y1 = Math.min(map.height, Math.ceil(region.centreY + reachY))
  let sum = 0
  let count = 0
  for (let y = Math.max(0, Math.floor(region.centreY - reachY)); y < y1; y++) {
    for (let x = Math.max(0, Math.floor(region.centreX - reachX)); x < x1; x++) {
      const dx = x + 0.5 - region.centreX
      const dy = y + 0.5 - region.centreY
      if (Math.abs(dx * cos + dy * sin) > region.width / 2 || Math.abs(dy * cos - dx * sin) > region.height / 2) continue
      sum += map.probabilities[y * map.width + x] ?? 0
      count++
    }
  }
  return count === 0 ? 0 : sum / count
}

/** The net marks only the core of a line; this gives back the margin its training took away. */
function unclip(core: Region): Region {
  const margin = (core.width * core.height * unclipRatio) / (2 * (core.width + core.height))
  return { ...core, width: core.width + 2 * margin, height: core.height + 2 * margin }
}
