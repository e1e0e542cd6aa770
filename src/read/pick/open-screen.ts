import type { Still } from '../../ports.js'
import type { PickedScreen } from '../picked-screen.js'
import type { BlockGrid } from './block-grid.js'
import { type ScrollRegion, stitchViews, type View } from './stitch-views.js'

/** A screen that stands, or stood until just now. */
export interface OpenScreen {
  readonly frameMs: number
  /** Index of the screen it looks the same as, for one that returned. */
  readonly sameAs: number | null
  /** As it first stood. */
  readonly first: Uint8Array
  /** As it stood last, i.e. with what was typed. */
  shown: Uint8Array
  /** The first frame after it last stood; null while it stands. */
  endedMs: number | null
  /** 1 for blocks that changed together with many others since it last stood. */
  readonly changed: Uint8Array
  /** 1 for blocks that moved by themselves while it stood: what was there last is chance. */
  readonly unsure: Uint8Array
  /** 1 for blocks that moved by themselves while it stood, however short. */
  readonly moved: Uint8Array
  /** How it looked at rest: unscrolled first, then wherever it was scrolled to. */
  readonly looks: Uint8Array[]
  /** Something was typed or scrolled since it began. */
  isRevised: boolean
  views: readonly View[]
  pictureMs: number
}

/** A screen that begins. */
export function openScreen(grid: BlockGrid, luma: Uint8Array, frameMs: number, sameAs: number | null): OpenScreen {
  const count = grid.columns * grid.rows
  return {
    frameMs,
    sameAs,
    first: luma,
    shown: luma,
    endedMs: null,
    changed: new Uint8Array(count),
    unsure: new Uint8Array(count),
    moved: new Uint8Array(count),
    looks: [luma],
    isRevised: false,
    views: [],
    pictureMs: frameMs,
  }
}

/** Views kept of one page; they are 4 MB each. */
const mostViews = 24
/** Views taken in passing must add so much of the page's height. */
const passingAdds = 0.25

/** Keeps a still of the screen: the latest at each scroll position, and in passing what no other shows. */
export function keepView(screen: OpenScreen, still: Still, offsetPx: number, atRest: boolean, viewPx: number): void {
  if (atRest) {
    const others = screen.views.filter((one) => Math.abs(one.offsetPx - offsetPx) > 1)
    if (others.length < mostViews) screen.views = [...others, { still, offsetPx, atRest }]
    screen.pictureMs = still.ms
  } else if (screen.views.length < mostViews && screen.views.every((one) => Math.abs(one.offsetPx - offsetPx) > viewPx * passingAdds)) {
    screen.views = [...screen.views, { still, offsetPx, atRest }]
  }
}

/** The screen as picked; null when no still was taken of it. A returning one that was typed or scrolled in is one of its own. */
export function closeScreen(
  screen: OpenScreen,
  index: number,
  untilMs: number,
  region: ScrollRegion | null,
  size: Size,
): PickedScreen | null {
  const { frameMs, pictureMs, sameAs, isRevised } = screen
  const [first, ...others] = screen.views
  if (first === undefined) return null
  const told = { index, frameMs, untilMs: Math.max(untilMs, frameMs), pictureMs }
  if (sameAs !== null && !isRevised) return { ...told, sameAs, heightPx: size.heightPx, picture: null }
  const picture = others.length > 0 && region ? stitchViews([first, ...others], region, size.grid.heightPx) : first.still.picture()
  return { ...told, sameAs: null, heightPx: picture.heightPx, picture }
}

/** Height of the recording, and the grid over its glances. */
export interface Size {
  readonly heightPx: number
  readonly grid: BlockGrid
}
