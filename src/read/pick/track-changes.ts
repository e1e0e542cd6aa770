import type { Glance } from '../../ports.js'
import { type BlockGrid, blockDiffers, copyBlock } from './block-grid.js'
import { groupBlocks } from './group-blocks.js'
import { isSpeck } from './is-speck.js'

/** What one more glance tells. */
export interface Change {
  /** Since when nothing has changed but specks, what is restless, and the status bar. */
  readonly calmSinceMs: number
  /** This glance ended the calm. */
  readonly broke: boolean
  /** Blocks that changed with it, the status bar's and restless ones left out. */
  readonly changed: readonly number[]
  /** 1 for blocks that keep moving by themselves: spinners, videos, pulsing. */
  readonly restless: Uint8Array
}

/** A phone's status bar: 24-44 of about 800 points. */
const statusBarShare = 0.046
const phoneShape = 1.5

/** Changes add up and fade with this time constant; a block over the limit, moving for so long, moves by itself. */
const activityFadesMs = 700
const activityLimit = 2.6
const restlessAfterMs = 450
const restedAfterMs = 600
/** When more places than this move at once, or larger ones, the page scrolls or gives way to another: nothing moves by itself. */
const mostPlaces = 6
const movingTogetherShare = 0.45
const togetherMs = 300

/** Follows the blocks of a recording's glances, in order of time: which change, which keep moving by themselves, and since when all is calm. */
export function trackChanges(grid: BlockGrid): (glance: Glance) => Change {
  const count = grid.columns * grid.rows
  const statusBlocks = statusBlocksOf(grid)
  const never = () => new Float64Array(count).fill(Number.NEGATIVE_INFINITY)
  const changedMs = never()
  const movingSinceMs = never()
  const brokeMs = never()
  const activity = new Float32Array(count)
  const restless = new Uint8Array(count)
  let shown: Uint8Array | null = null
  let startMs = 0
  let togetherUntilMs = Number.NEGATIVE_INFINITY

  const noteChange = (index: number, ms: number) => {
    const sinceMs = ms - (changedMs[index] ?? 0)
    if (sinceMs > restedAfterMs) {
      activity[index] = 0
      movingSinceMs[index] = ms
    }
    activity[index] = (activity[index] ?? 0) * Math.exp(-Math.min(sinceMs, 1e6) / activityFadesMs) + 1
    changedMs[index] = ms
  }
  const updateRestless = (ms: number) => {
    const moving: number[] = []
    for (let i = 0; i < count; i++) if (ms - (changedMs[i] ?? 0) <= togetherMs) moving.push(i)
    if (moving.length > 0 && !areFewPlaces(grid, moving)) togetherUntilMs = ms
    const movesByItself = ms - togetherUntilMs > restedAfterMs
    for (let i = 0; i < count; i++) {
      if (ms - (changedMs[i] ?? 0) > restedAfterMs) restless[i] = 0
      else if (movesByItself && changedMs[i] === ms && isActive(i, ms)) restless[i] = 1
    }
  }
  const isActive = (i: number, ms: number) => (activity[i] ?? 0) >= activityLimit && ms - (movingSinceMs[i] ?? 0) >= restlessAfterMs
  /** A block found restless later no longer counts for earlier either. */
  const calmSince = () => {
    let sinceMs = startMs
    for (let i = 0; i < count; i++) if (!restless[i] && (brokeMs[i] ?? 0) > sinceMs) sinceMs = brokeMs[i] ?? 0
    return sinceMs
  }

  return ({ ms, luma }) => {
    if (shown === null) {
      shown = Uint8Array.from(luma)
      startMs = ms
      return { calmSinceMs: ms, broke: true, changed: [], restless }
    }
    const changed: number[] = []
    for (let i = 0; i < count; i++) {
      if (!blockDiffers(grid, shown, luma, i)) continue
      copyBlock(grid, luma, shown, i)
      noteChange(i, ms)
      if (i >= statusBlocks) changed.push(i)
    }
    updateRestless(ms)
    const unforeseen = changed.filter((i) => !restless[i])
    const broke = !isSpeck(grid, unforeseen)
    if (broke) for (const i of unforeseen) brokeMs[i] = ms
    return { calmSinceMs: calmSince(), broke, changed: unforeseen, restless: restless.slice() }
  }
}

/** How many of the first blocks show the status bar; none on a desktop. */
export function statusBlocksOf(grid: BlockGrid): number {
  return grid.heightPx > grid.widthPx * phoneShape ? Math.ceil(grid.rows * statusBarShare) * grid.columns : 0
}

function areFewPlaces(grid: BlockGrid, moving: readonly number[]): boolean {
  const most = grid.columns * grid.rows * movingTogetherShare
  if (moving.length > most) return false
  const places = groupBlocks(grid, moving)
  const area = places.reduce((sum, { left, right, top, bottom }) => sum + (right - left + 1) * (bottom - top + 1), 0)
  return places.length <= mostPlaces && area <= most
}
