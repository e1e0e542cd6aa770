import type { BlockGrid } from './block-grid.js'
import { findGlanceShift } from './find-glance-shift.js'
import type { ScrollRegion } from './stitch-views.js'

/** Follows how far a page is scrolled, from glance to glance. */
export interface ScrollTracker {
  /** Starts anew: this glance is the page unscrolled. */
  reset(luma: Uint8Array): void
  /** Takes a glance in which much moved. True when it shows the same page scrolled. */
  follow(luma: Uint8Array): boolean
  /** Whether the glance taken last could be followed. */
  isFollowing(): boolean
  /** In glance pixels, of the last glance that could be followed. */
  offsetPx(): number
  /** The rows that scroll, as far as seen; null when nothing scrolled. */
  region(): ScrollRegion | null
}

/** From so far on, the next glance is compared with this one: what is compared must still be in view. */
const anchorShare = 0.2

/** Begins to follow a page's scrolling. */
export function findScroll(grid: BlockGrid): ScrollTracker {
  let anchor: { luma: Uint8Array; offsetPx: number } | null = null
  let offsetPx = 0
  let stepPx = 0
  let follows = false
  let region: ScrollRegion | null = null
  return {
    reset(luma) {
      anchor = { luma, offsetPx: 0 }
      offsetPx = 0
      stepPx = 0
      region = null
    },
    follow(luma) {
      if (anchor === null) return false
      const expectedPx = offsetPx + stepPx - anchor.offsetPx
      const shift = findGlanceShift(anchor.luma, luma, grid.widthPx, grid.heightPx, expectedPx)
      follows = shift !== null
      if (shift === null) return false
      stepPx = anchor.offsetPx + shift.px - offsetPx
      offsetPx = anchor.offsetPx + shift.px
      if (shift.px === 0) return true
      region = region
        ? { top: Math.min(region.top, shift.top), bottom: Math.max(region.bottom, shift.bottom) }
        : { top: shift.top, bottom: shift.bottom }
      if (Math.abs(shift.px) > (shift.bottom - shift.top) * anchorShare) anchor = { luma, offsetPx }
      return true
    },
    isFollowing: () => follows,
    offsetPx: () => offsetPx,
    region: () => region,
  }
}
