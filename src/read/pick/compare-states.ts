import { type BlockGrid, blockDiffers } from './block-grid.js'
import { type BlockGroup, groupBlocks } from './group-blocks.js'
import { isSpeck, mostSpeckBlocks } from './is-speck.js'
import type { OpenScreen } from './open-screen.js'
import { statusBlocksOf } from './track-changes.js'
import { isPlain } from './weigh-change.js'

/** What a state of the page is, beside the screen that stood before it. */
type Standing =
  | { readonly is: 'same'; readonly revised: boolean }
  | { readonly is: 'known'; readonly index: number }
  /** `share`: part of the blocks that differ, 0-1. */
  | { readonly is: 'new'; readonly share: number }

/** Knows how the screens of a recording looked. */
export interface KnownStates {
  compare(screen: OpenScreen, luma: Uint8Array, restless: Uint8Array): Standing
  /** The index of the screen that looked like this; null when none did. */
  recall(luma: Uint8Array, restless: Uint8Array): number | null
  remember(screen: OpenScreen, index: number): void
  /** Whether two looks differ in nothing but a speck. */
  areAlike(a: Uint8Array, b: Uint8Array): boolean
}

/** When more than this moves, nobody can say that a state is known: a key may stand in it. */
const unseenShare = 0.06
/** Looks kept, 75 KB each; the oldest are forgotten. */
const mostLooks = 400

/** Begins with no state known. */
export function compareStates(grid: BlockGrid): KnownStates {
  const count = grid.columns * grid.rows
  const from = statusBlocksOf(grid)
  const nothing = new Uint8Array(count)
  const known: { luma: Uint8Array; index: number }[] = []

  const differing = (a: Uint8Array, b: Uint8Array, restless: Uint8Array, most: number): number[] => {
    const found: number[] = []
    for (let i = from; i < count && found.length <= most; i++) if (!restless[i] && blockDiffers(grid, a, b, i)) found.push(i)
    return found
  }
  const recall = (luma: Uint8Array, restless: Uint8Array): number | null => {
    if (restless.reduce((sum, moves) => sum + (moves ? 1 : 0), 0) > count * unseenShare) return null
    for (const look of known.toReversed()) {
      if (isSpeck(grid, differing(look.luma, luma, restless, mostSpeckBlocks))) return look.index
    }
    return null
  }
  return {
    recall,
    areAlike: (a, b) => isSpeck(grid, differing(a, b, nothing, mostSpeckBlocks)),
    compare(screen, luma, restless) {
      const differs = differing(screen.shown, luma, restless, count)
      const weighty = differs.filter((i) => screen.changed[i] && !(screen.unsure[i] && isPlain(grid, luma, i)))
      if (isSpeck(grid, weighty)) return { is: 'same', revised: !isSpeck(grid, differs) }
      if (isLoading(grid, weighty, restless, screen.moved)) return { is: 'same', revised: true }
      const index = recall(luma, restless)
      if (index !== null) return { is: 'known', index }
      return { is: 'new', share: weighty.length / count }
    },
    remember({ looks, shown }, index) {
      for (const luma of new Set([...looks, shown])) known.push({ luma, index })
      if (known.length > mostLooks) known.splice(0, known.length - mostLooks)
    },
  }
}

/** 「正在激活…」 beside a spinner: small, and near it; a thin bar may run with it. */
const loadingShare = 0.03
const besideBlocks = 12
const aboveBlocks = 3

/** `before`: what moved already while the screen stood is no spinner that came with the words, but a cursor; nor is a line one. */
function isLoading(grid: BlockGrid, weighty: readonly number[], restless: Uint8Array, before: Uint8Array): boolean {
  const turning = groupBlocks(
    grid,
    [...restless.keys()].filter((index) => restless[index]),
  ).filter(({ blocks, top, bottom }) => bottom > top && !blocks.some((index) => before[index]))
  if (turning.length === 0 || weighty.length > grid.columns * grid.rows * loadingShare) return false
  const words = groupBlocks(grid, weighty)
  const beside = words.filter((word) => turning.some((spot) => isBeside(word, spot)))
  return beside.length > 0 && words.every((word) => beside.includes(word) || word.top === word.bottom)
}

function isBeside(word: BlockGroup, spot: BlockGroup): boolean {
  return (
    word.left >= spot.left - besideBlocks &&
    word.right <= spot.right + besideBlocks &&
    word.top >= spot.top - aboveBlocks &&
    word.bottom <= spot.bottom + aboveBlocks
  )
}
