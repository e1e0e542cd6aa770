import type { GrayPlane } from '../gray-plane.js'
import type { ShownLine } from './known-line.js'

/** A screen that is read or being read, with its brightness, to compare others with. */
export interface SeenScreen {
  readonly index: number
  readonly plane: GrayPlane
  readonly shown: Promise<readonly ShownLine[]>
}

/** The screens shown last, as many as fit into the memory allowed: recordings may be long. */
export class SeenScreens {
  /** In the order in which they were last shown. */
  #screens: (SeenScreen & { readonly thumbnail: Thumbnail })[] = []

  /** Keeps a screen, and lets those go that were not shown for longest. */
  keep(screen: SeenScreen): void {
    this.#screens.push({ ...screen, thumbnail: thumbnailOf(screen.plane) })
    while (this.#screens.length > mostScreens || this.#bytes() > mostBytes) this.#screens.shift()
  }

  /** Says that a screen is shown again. */
  showAgain(index: number): void {
    const again = this.#screens.filter((screen) => screen.index === index)
    this.#screens = [...this.#screens.filter((screen) => screen.index !== index), ...again]
  }

  /** The screen that looks most like a picture: the one shown last, unless another is clearly nearer. */
  nearest(plane: GrayPlane): SeenScreen | null {
    const thumbnail = thumbnailOf(plane)
    let nearest: SeenScreen | null = null
    let least = Infinity
    for (const screen of this.#screens.toReversed()) {
      if (screen.plane.widthPx !== plane.widthPx) continue
      const share = differingShare(screen.thumbnail, thumbnail)
      if (nearest && (share > mostDiffering || share > least - clearlyNearer)) continue
      nearest = screen
      least = share
    }
    return nearest
  }

  #bytes(): number {
    return this.#screens.reduce((sum, { plane }) => sum + plane.levels.length, 0)
  }
}

/** Sixteen phone screens of 1080 × 2340 take 40 MB. */
const mostScreens = 16
const mostBytes = 48 * 2 ** 20
/** Pictures that differ in more than this part have no more in common than a ground. */
const mostDiffering = 0.5
const clearlyNearer = 0.02

/** Mean brightness of squares of 16 px, rows from the top. */
interface Thumbnail {
  readonly columns: number
  readonly means: Uint8Array
}

const squarePx = 16
const differingLevels = 6

function thumbnailOf({ widthPx, heightPx, levels }: GrayPlane): Thumbnail {
  const columns = Math.ceil(widthPx / squarePx)
  const rows = Math.ceil(heightPx / squarePx)
  const sums = new Uint32Array(columns * rows)
  const counts = new Uint32Array(columns * rows)
  // Every second pixel of every second row is enough.
  for (let y = 0; y < heightPx; y += 2) {
    for (let x = 0; x < widthPx; x += 2) {
      const square = (y >> 4) * columns + (x >> 4)
      sums[square] = (sums[square] ?? 0) + (levels[y * widthPx + x] ?? 0)
      counts[square] = (counts[square] ?? 0) + 1
    }
  }
  return { columns, means: Uint8Array.from(sums, (sum, at) => sum / Math.max(1, counts[at] ?? 1)) }
}

/** Part of the later picture's squares that the earlier one has not. */
function differingShare(before: Thumbnail, after: Thumbnail): number {
  let differing = 0
  for (let at = 0; at < after.means.length; at++) {
    const then = before.means[at]
    if (then === undefined || Math.abs(then - (after.means[at] ?? 0)) > differingLevels) differing++
  }
  return after.means.length === 0 ? 0 : differing / after.means.length
}
