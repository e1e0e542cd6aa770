import { type BlockGrid, blockDiffers, blockRange } from './block-grid.js'
import { isSpeck } from './is-speck.js'
import type { OpenScreen } from './open-screen.js'
import { statusBlocksOf } from './track-changes.js'

/** What a state of the page is, beside the screen that stood before it. */
export type Standing =
  | { readonly is: 'same'; readonly revised: boolean }
  | { readonly is: 'known'; readonly index: number }
  | { readonly is: 'new' }

/** Knows how the screens of a recording looked. */
export interface KnownStates {
  compare(screen: OpenScreen, luma: Uint8Array, restless: Uint8Array): Standing
  /** The index of the screen that looked like this; null when none did. */
  recall(luma: Uint8Array, restless: Uint8Array): number | null
  remember(screen: OpenScreen, index: number): void
}

/** More differing blocks than this need not be looked at. */
const mostSpeckBlocks = 18
/** A line of print is at most so many blocks high: about 40 points. */
const lineBlocks = 4
/** Darkest to brightest in a block with nothing on it. */
const plainRange = 24
/** Looks kept, 75 KB each; the oldest are forgotten. */
const mostLooks = 400

/** Begins with no state known. */
export function compareStates(grid: BlockGrid): KnownStates {
  const count = grid.columns * grid.rows
  const from = statusBlocksOf(grid)
  const known: { luma: Uint8Array; index: number }[] = []

  const differing = (a: Uint8Array, b: Uint8Array, restless: Uint8Array, most: number): number[] => {
    const found: number[] = []
    for (let i = from; i < count && found.length <= most; i++) if (!restless[i] && blockDiffers(grid, a, b, i)) found.push(i)
    return found
  }
  const recall = (luma: Uint8Array, restless: Uint8Array): number | null => {
    for (const look of known.toReversed()) {
      if (isSpeck(grid, differing(look.luma, luma, restless, mostSpeckBlocks))) return look.index
    }
    return null
  }
  return {
    recall,
    compare(screen, luma, restless) {
      const differs = differing(screen.shown, luma, restless, count)
      const weighty = differs.filter((i) => screen.changed[i] && !(screen.unsure[i] && isPlain(grid, luma, i)))
      if (isSpeck(grid, weighty)) return { is: 'same', revised: !isSpeck(grid, differs) }
      const index = recall(luma, restless)
      if (index !== null) return { is: 'known', index }
      const isEmptied = weighty.every((i) => isPlain(grid, luma, i) && !blockDiffers(grid, screen.first, screen.shown, i))
      return isEmptied && rowsSpanned(grid, weighty) <= lineBlocks ? { is: 'same', revised: true } : { is: 'new' }
    },
    remember({ looks, shown }, index) {
      for (const luma of new Set([...looks, shown])) known.push({ luma, index })
      if (known.length > mostLooks) known.splice(0, known.length - mostLooks)
    },
  }
}

function isPlain(grid: BlockGrid, luma: Uint8Array, index: number): boolean {
  return blockRange(grid, luma, index) <= plainRange
}

function rowsSpanned(grid: BlockGrid, blocks: readonly number[]): number {
  const rows = blocks.map((index) => Math.floor(index / grid.columns))
  return Math.max(...rows) - Math.min(...rows) + 1
}
