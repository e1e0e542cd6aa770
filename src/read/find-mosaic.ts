import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Box } from '../model/reading.js'
import { type FlatRun, flatRuns } from './flat-runs.js'
import type { GrayPlane } from './gray-plane.js'

/**
 * Where text was turned into a mosaic: square cells of 6-40 px on one grid, even inside, of many brightnesses.
 * Grids of two brightnesses (a QR code, large letters) and one row of a few cells (a palette) are none.
 */
export async function findMosaic(plane: GrayPlane): Promise<Box[]> {
  const bands: Band[] = []
  let pixels = 0
  for (let y = 1; y < plane.heightPx && bands.length < maxBands; y += rowStep) {
    for (const chain of chainsIn(flatRuns(plane, y, minRunPx))) {
      if (bands.some((band) => holds(band, chain, y))) continue
      pixels += rowsCompared * lengthOf(chain)
      const band = bandOf(plane, chain, y)
      if (band) bands.push(band)
    }
    pixels += plane.widthPx
    if (pixels < pixelsASlice) continue
    pixels = 0
    await nextTurn()
  }
  return gather(bands).filter(isMosaic).map(boundsOf)
}

const rowStep = 2
const pixelsASlice = 500_000
/** About what following a chain up and down costs. */
const rowsCompared = 20
/** A value takes a few; a picture made of cells, which costs the most, is a mosaic after so many as well. */
const maxBands = 200
const minRunPx = 4
const minCellPx = 6
const maxCellPx = 40
const manyCells = 10
/** So many cells on one grid are no chance, even where they are not square. */
const chainOfAnyCells = 8
/** Longer even stretches are the page beside the mosaic. */
const maxRunPx = 3.5 * maxCellPx
/** Scaled mosaics have soft cell edges of so many pixels. */
const maxEdgePx = 4
const minLevelStep = 3
/** Cells are means of ink and paper: next to each other they never differ as ink and paper do. */
const maxLevelStep = 140
/** Icons in a row have the page between them, every second time. */
const maxShareOfOneLevel = 0.45

/** One row of cells: even from top to bottom, cut at multiples of the cell size. */
interface Band {
  readonly x0: number
  readonly x1: number
  readonly top: number
  readonly bottom: number
  readonly cellPx: number
  readonly levels: readonly number[]
}

/** Runs that follow each other directly and differ in brightness, four or more. */
function chainsIn(runs: readonly FlatRun[]): FlatRun[][] {
  const chains: FlatRun[][] = []
  let chain: FlatRun[] = []
  for (const run of runs) {
    const last = chain.at(-1)
    const isLong = run.end - run.start > maxRunPx
    const step = last ? Math.abs(run.level - last.level) : 0
    const follows = last && run.isCutOff && run.start - last.end <= maxEdgePx && step >= minLevelStep && step <= maxLevelStep
    if (isLong || !follows) {
      chains.push(chain)
      chain = []
    }
    if (!isLong) chain.push(run)
  }
  chains.push(chain)
  return chains.filter(({ length }) => length >= 4)
}

function lengthOf(chain: readonly FlatRun[]): number {
  return (chain.at(-1)?.end ?? 0) - (chain[0]?.start ?? 0)
}

function bandOf(plane: GrayPlane, chain: readonly FlatRun[], y: number): Band | null {
  const levels = chain.map(({ level }) => level)
  if (countDistinct(levels) < 4 || commonest(levels) > levels.length * maxShareOfOneLevel || isSlope(levels)) return null
  const x0 = chain[0]?.start ?? 0
  const x1 = chain.at(-1)?.end ?? 0
  const top = y - countSameRows(plane, y, -1, x0, x1)
  const bottom = y + countSameRows(plane, y, 1, x0, x1) + 1
  const cellPx = fitCells(chain, bottom - top)
  return cellPx === null ? null : { ...trim(chain, cellPx), top, bottom, cellPx, levels }
}

/** How many rows on, in direction `step`, look like row `y` between the columns. */
function countSameRows({ widthPx, heightPx, levels }: GrayPlane, y: number, step: number, x0: number, x1: number): number {
  for (let count = 0; count <= maxCellPx; count++) {
    const other = y + step * (count + 1)
    if (other < 0 || other >= heightPx) return count
    let differing = 0
    for (let x = x0; x < x1; x++) {
      if (Math.abs((levels[y * widthPx + x] ?? 0) - (levels[other * widthPx + x] ?? 0)) > 5) differing++
    }
    if (differing > (x1 - x0) * 0.12) return count
  }
  return maxCellPx
}

/** The cell width that puts all cuts between runs on one grid: about the band's height, for cells are square, or any where there are many. */
function fitCells(chain: readonly FlatRun[], heightPx: number): number | null {
  const isLong = chain.length >= chainOfAnyCells && heightPx >= minCellPx
  const widest = isLong ? maxCellPx : Math.min(maxCellPx, heightPx + 2.5)
  const narrowest = isLong ? minCellPx : Math.max(minCellPx, heightPx - 1)
  const cuts = chain.slice(1).map((run, at) => (run.start + (chain[at]?.end ?? run.start)) / 2)
  const inner = chain.slice(1, -1).map((run) => run.end - run.start)
  const shortest = Math.min(...inner)
  for (let cell = widest; cell >= narrowest; cell -= 0.1) {
    if (shortest < cell * 0.65) continue
    const singles = inner.filter((length) => length < cell * 1.5).length
    if (singles >= inner.length / 2 && countOffGrid(cuts, cell) <= cuts.length * 0.1) return cell
  }
  return null
}

function countOffGrid(cuts: readonly number[], cell: number): number {
  let sine = 0
  let cosine = 0
  for (const cut of cuts) {
    sine += Math.sin((2 * Math.PI * cut) / cell)
    cosine += Math.cos((2 * Math.PI * cut) / cell)
  }
  const phase = (Math.atan2(sine, cosine) / (2 * Math.PI)) * cell
  const tolerance = Math.min(1.3, cell * 0.15)
  return cuts.filter((cut) => Math.abs(cut - phase - Math.round((cut - phase) / cell) * cell) > tolerance).length
}

/** The cells without the even page left and right of them, and without what stands beyond it. */
function trim(chain: readonly FlatRun[], cellPx: number): { x0: number; x1: number } {
  const isPage = (run: FlatRun | undefined) => run !== undefined && run.end - run.start > 4 * cellPx
  const from = isPage(chain[1]) ? 2 : isPage(chain[0]) ? 1 : 0
  const to = isPage(chain.at(-2)) ? -3 : isPage(chain.at(-1)) ? -2 : -1
  return { x0: chain[from]?.start ?? 0, x1: chain.at(to)?.end ?? 0 }
}

function holds({ x0, x1, top, bottom }: Band, chain: readonly FlatRun[], y: number): boolean {
  return y >= top && y < bottom && (chain[0]?.start ?? 0) < x1 && (chain.at(-1)?.end ?? 0) > x0
}

/** Bands of one cell size that touch belong together. */
function gather(bands: readonly Band[]): Band[][] {
  const groups: Band[][] = []
  for (const band of bands) {
    const mine = groups.filter((group) => group.some((other) => touch(band, other)))
    const rest = groups.filter((group) => !mine.includes(group))
    groups.splice(0, groups.length, ...rest, [...mine.flat(), band])
  }
  return groups
}

function touch(a: Band, b: Band): boolean {
  const reach = a.cellPx * 2
  const near = a.x0 < b.x1 + reach && b.x0 < a.x1 + reach && a.top <= b.bottom + reach / 2 && b.top <= a.bottom + reach / 2
  return near && Math.abs(a.cellPx - b.cellPx) <= Math.max(1.2, a.cellPx * 0.12)
}

/** Either two rows of cells or one long row: a few even fields in a line stand on many pages. */
function isMosaic(group: readonly Band[]): boolean {
  const cells = group.reduce((sum, { levels }) => sum + levels.length, 0)
  const rows = new Set(group.map(({ top, cellPx }) => Math.round(top / cellPx))).size
  return countDistinct(group.flatMap(({ levels }) => levels)) >= 5 && (rows > 1 ? cells >= 9 : cells >= manyCells)
}

/** Shadows and colour gradients only rise or only fall. */
function isSlope(levels: readonly number[]): boolean {
  const turns = levels.slice(1, -1).filter((level, at) => level > (levels[at] ?? 0) !== (levels[at + 2] ?? 0) > level)
  return turns.length < levels.length * 0.2
}

/** How many are about as bright as the commonest. */
function commonest(levels: readonly number[]): number {
  return Math.max(...levels.map((level) => levels.filter((other) => Math.abs(other - level) <= 3).length))
}

/** Brightnesses that differ by more than noise. */
function countDistinct(levels: readonly number[]): number {
  let count = 0
  let last = Number.NEGATIVE_INFINITY
  for (const level of [...levels].sort((a, b) => a - b)) {
    if (level - last < 5) continue
    count++
    last = level
  }
  return count
}

function boundsOf(group: readonly Band[]): Box {
  const left = Math.min(...group.map(({ x0 }) => x0))
  const top = Math.min(...group.map((band) => band.top))
  const right = Math.max(...group.map(({ x1 }) => x1))
  const bottom = Math.max(...group.map((band) => band.bottom))
  return [left, top, right - left, bottom - top]
}
