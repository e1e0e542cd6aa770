import type { BlockGrid } from './block-grid.js'
import { type BlockGroup, boundsOf } from './group-blocks.js'

/** A place on the page, in blocks. */
export type Place = Omit<BlockGroup, 'blocks'>

/** A film within the page takes at most so much of it; more is the page itself that moves. */
const largestShare = 0.42
/** It plays at least so long, with so many frames, and rests no longer than that in between. */
const playsMs = 1200
const leastFrames = 10
const restsMs = 500

/** Finds the place in which a film plays: something changes there again and again, here or there, and nowhere else. */
export function findFilm(grid: BlockGrid): (changed: readonly number[], ms: number) => Place | null {
  const largest = grid.columns * grid.rows * largestShare
  let place: Place | null = null
  let sinceMs = 0
  let lastMs = 0
  let frames = 0
  return (changed, ms) => {
    if (place !== null && ms - lastMs > restsMs) place = null
    if (changed.length > 0) {
      const now = boundsOf(grid, changed)
      const both: Place | null = place && around(place, now)
      if (both !== null && areaOf(both) <= largest) {
        place = both
        frames++
      } else {
        place = now
        sinceMs = ms
        frames = 1
      }
      lastMs = ms
    }
    return place !== null && ms - sinceMs >= playsMs && frames >= leastFrames ? place : null
  }
}

function around(a: Place, b: Place): Place {
  return {
    left: Math.min(a.left, b.left),
    right: Math.max(a.right, b.right),
    top: Math.min(a.top, b.top),
    bottom: Math.max(a.bottom, b.bottom),
  }
}

function areaOf({ left, right, top, bottom }: Place): number {
  return (right - left + 1) * (bottom - top + 1)
}
