import type { Blinking } from '../../model/reading.js'
import type { GlanceChange } from '../compare-glances.js'
import { boxOfPatch, type GlanceSize, type MotionSize, type Patch } from '../glance-patch.js'

/**
 * Finds text cursors: upright strokes that turn on and off in one place at an even pace. `finestMs` is the distance
 * of frames; what turns faster than that can show is not told.
 */
export function watchBlinking(size: MotionSize): { see(change: GlanceChange): void; tell(finestMs: number): Blinking[] } {
  let runs: Run[] = []
  const done: Run[] = []
  const end = (run: Run) => {
    if (isEven(run) && done.length < maxRuns) done.push(run)
  }
  return {
    see(change) {
      for (const run of runs) if (change.ms - run.lastMs > quietMs) end(run)
      runs = runs.filter((run) => change.ms - run.lastMs <= quietMs)
      if (change.share > maxShare) return
      for (const patch of change.patches) {
        if (!isStroke(patch, size.glance)) continue
        const sign = signOf(change, patch, size.glance.widthPx)
        const at = runs.findIndex((run) => isSamePlace(run.patch, patch))
        const run = runs[at]
        if (run && goesOn(run, sign, change.ms)) continue
        if (run) end(run)
        runs = runs.filter((one) => one !== run).slice(-maxPlaces)
        runs.push({ patch, firstMs: change.ms, lastMs: change.ms, sign, steps: [] })
      }
    },
    tell: (finestMs) =>
      [...done, ...runs.filter(isEven)]
        .sort((a, b) => a.firstMs - b.firstMs)
        .map((run) => ({
          atMs: run.firstMs,
          untilMs: run.lastMs,
          halfPeriodMs: Math.round(mean(run.steps)),
          turns: run.steps.length + 1,
          box: boxOfPatch(run.patch, size),
        }))
        .filter(({ halfPeriodMs }) => halfPeriodMs >= finestMs * 3),
  }
}

const maxRuns = 300
const maxPlaces = 24
/** Where much changes at once, a stroke is no cursor. */
const maxShare = 0.05
/** Longer than any cursor rests, even when played at half speed. */
const quietMs = 1600
/** A turn that takes several frames (compression, soft cursors) is one. */
const oneTurnMs = 120

interface Run {
  readonly patch: Patch
  readonly firstMs: number
  lastMs: number
  sign: number
  readonly steps: number[]
}

/** Tall and narrow, of a line's height: the shape of a text cursor. */
export function isStroke({ left, top, right, bottom }: Patch, { heightPx }: GlanceSize): boolean {
  const width = right - left
  const height = bottom - top
  return height >= 3 && height <= heightPx * 0.06 && width <= Math.max(2, height * 0.4)
}

function isSamePlace(a: Patch, b: Patch): boolean {
  return Math.abs(a.left - b.left) <= 2 && Math.abs(a.right - b.right) <= 2 && Math.abs(a.top - b.top) <= 3
}

function signOf({ luma, before }: GlanceChange, { left, top, right, bottom }: Patch, widthPx: number): number {
  let sum = 0
  for (let y = top; y < bottom; y++) {
    for (let at = y * widthPx + left; at < y * widthPx + right; at++) sum += (luma[at] ?? 0) - (before[at] ?? 0)
  }
  return Math.sign(sum)
}

/** Takes the turn into the run; false where it breaks its pace. */
function goesOn(run: Run, sign: number, ms: number): boolean {
  const step = ms - run.lastMs
  if (sign === run.sign) return step <= oneTurnMs
  if (step < oneTurnMs / 2) return false
  const pace = mean(run.steps)
  if (run.steps.length > 0 && Math.abs(step - pace) > Math.max(60, pace * 0.3)) return false
  run.steps.push(step)
  run.lastMs = ms
  run.sign = sign
  return true
}

/** Three turns may be chance, unless they are very even. */
function isEven({ steps }: Run): boolean {
  if (steps.length < 2) return false
  const pace = mean(steps)
  const spread = Math.max(...steps.map((step) => Math.abs(step - pace)))
  return steps.length >= 4 || spread <= Math.max(40, pace * 0.15)
}

function mean(steps: readonly number[]): number {
  return steps.reduce((sum, step) => sum + step, 0) / Math.max(1, steps.length)
}
