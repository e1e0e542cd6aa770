import type { Glance } from '../../ports.js'
import { watchBands } from '../changed-bands.js'
import { type BlockGrid, blockDiffers, blockRowsIn, copyBlock } from './block-grid.js'
import { findFilms, type Place } from './find-film.js'
import { type BlockGroup, groupBlocks } from './group-blocks.js'
import { isSpeck } from './is-speck.js'

/** What one more glance tells. */
export interface Change {
  /** Since when nothing has changed but specks, what is restless, and the status bar. */
  readonly calmSinceMs: number
  /** This glance ended the calm. */
  readonly broke: boolean
  /** Blocks that changed with it, the status bar's and restless ones left out. */
  readonly changed: readonly number[]
  /** 1 for blocks that move by themselves, spinners, videos, pulsing; 2 for those that have done so for over a second. */
  readonly restless: Uint8Array
}

/** A phone's status bar: 24-44 of about 800 points. */
const statusBarShare = 0.046
const phoneShape = 1.5

/** Changes add up and fade with this time constant; a block over the limit, moving for so long, moves by itself. */
const activityFadesMs = 700
const activityLimit = 2.6
const restlessAfterMs = 650
/** A small spinner is known sooner: nothing else of its size changes so often. */
const spinnerAfterMs = 200
const spinnerBlocks = 5
const restedAfterMs = 600
/** When more places than this move at once, or larger ones, the page scrolls or gives way to another: nothing moves by itself. */
const mostPlaces = 6
const movingTogetherShare = 0.45
const togetherMs = 300
const togetherEndsMs = 150
/** A toast fades for half a second; what moves for so long is never what stands there. */
const longRestlessMs = 1200

/** Follows the blocks of a recording's glances, in order of time: which change, which keep moving by themselves, and since when all is calm. */
export function trackChanges(grid: BlockGrid): (glance: Glance) => Change {
  const count = grid.columns * grid.rows
  const statusBlocks = statusBlocksOf(grid)
  const most = count * movingTogetherShare
  const never = () => new Float64Array(count).fill(Number.NEGATIVE_INFINITY)
  const changedMs = never()
  const movingSinceMs = never()
  const brokeMs = never()
  const activity = new Float32Array(count)
  const findPlaying = findFilms(grid)
  const changedBands = watchBands(grid.widthPx, grid.heightPx)
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
    const places = moving.length > 0 && moving.length <= most ? groupBlocks(grid, moving) : []
    if (moving.length > 0 && !areFew(places, most)) togetherUntilMs = ms
    const movesByItself = ms - togetherUntilMs > togetherEndsMs
    for (let i = 0; i < count; i++) {
      if (ms - (changedMs[i] ?? 0) > restedAfterMs) restless[i] = 0
    }
    if (!movesByItself) return
    for (const { blocks, left, right, top, bottom } of places) {
      const isSmall = right - left < spinnerBlocks && bottom - top < spinnerBlocks
      const afterMs = isSmall ? spinnerAfterMs : restlessAfterMs
      for (const i of blocks) {
        const isActive = (activity[i] ?? 0) >= activityLimit && ms - (movingSinceMs[i] ?? 0) >= afterMs
        if (isActive && changedMs[i] === ms) restless[i] = ms - (movingSinceMs[i] ?? 0) >= longRestlessMs ? 2 : 1
      }
    }
  }
  const markFilm = ({ left, right, top, bottom }: Place, ms: number) => {
    for (let row = top; row <= bottom; row++) {
      for (let i = row * grid.columns + left; i <= row * grid.columns + right; i++) {
        if (!restless[i]) movingSinceMs[i] = ms
        restless[i] = ms - (movingSinceMs[i] ?? 0) >= longRestlessMs ? 2 : 1
        changedMs[i] = Math.max(changedMs[i] ?? 0, ms - restedAfterMs / 2)
      }
    }
  }
  /** A block found restless later no longer counts for earlier either. */
  const calmSince = () => {
    let sinceMs = startMs
    for (let i = 0; i < count; i++) if (!restless[i] && (brokeMs[i] ?? 0) > sinceMs) sinceMs = brokeMs[i] ?? 0
    return sinceMs
  }

  return ({ ms, luma }) => {
    const bands = changedBands(luma)
    if (shown === null) {
      shown = Uint8Array.from(luma)
      startMs = ms
      return { calmSinceMs: ms, broke: true, changed: [], restless }
    }
    const changed: number[] = []
    // What is as it was in the frame before differs no more than it did then, i.e. by noise.
    for (const row of blockRowsIn(grid, bands)) {
      for (let i = row * grid.columns; i < (row + 1) * grid.columns; i++) {
        if (!blockDiffers(grid, shown, luma, i)) continue
        copyBlock(grid, luma, shown, i)
        noteChange(i, ms)
        if (i >= statusBlocks) changed.push(i)
      }
    }
    updateRestless(ms)
    for (const place of findPlaying(changed, ms)) markFilm(place, ms)
    const unforeseen = changed.filter((i) => !isNearRestless(grid, restless, i))
    const broke = !isSpeck(grid, unforeseen)
    if (broke) for (const i of unforeseen) brokeMs[i] = ms
    return { calmSinceMs: calmSince(), broke, changed: unforeseen, restless: restless.slice() }
  }
}

/** How many of the first blocks show the status bar; none on a desktop. */
export function statusBlocksOf(grid: BlockGrid): number {
  return grid.heightPx > grid.widthPx * phoneShape ? Math.ceil(grid.rows * statusBarShare) * grid.columns : 0
}

/** Whether what moves are few places that together take less than `most` blocks. */
function areFew(places: readonly BlockGroup[], most: number): boolean {
  const area = places.reduce((sum, { left, right, top, bottom }) => sum + (right - left + 1) * (bottom - top + 1), 0)
  return places.length > 0 && places.length <= mostPlaces && area <= most
}

/** What moves by itself reaches now a block further, now less. */
function isNearRestless({ columns }: BlockGrid, restless: Uint8Array, index: number): boolean {
  return Boolean(restless[index] || restless[index - 1] || restless[index + 1] || restless[index - columns] || restless[index + columns])
}
