import type { Blinking, Box } from '../../model/reading.js'
import type { GlanceChange } from './compare-glances.js'
import { around, boxOfPatch, type GlanceSize, groundOf, type MotionSize, type Patch, patchOfBox, touches } from './glance-patch.js'

/**
 * Finds text cursors: upright strokes that turn on and off in one place at an even pace. A key pressed beside it counts
 * as a turn, for systems then show the cursor anew. `finestMs` is the distance of frames; what turns faster than that
 * can show is not told; nor is what lies in one of the `counters`, whose digits come and go too.
 */
export function watchBlinking(size: MotionSize): {
  see(change: GlanceChange): void
  tell(finestMs: number, counters: readonly Box[]): Blinking[]
} {
  let runs: Run[] = []
  let keys: Key[] = []
  const done: Run[] = []
  const end = (run: Run) => {
    if (run.steps.length > 0 && done.length < maxRuns) done.push(run)
  }
  const take = (patch: Patch, change: GlanceChange) => {
    const sign = signOf(change, patch, size.glance.widthPx)
    if (sign === 0) return
    const run = runs.find((one) => isSamePlace(one.patch, patch))
    if (run && goesOn(run, sign, change.ms)) return
    if (run) end(run)
    runs = runs.filter((one) => one !== run).slice(-maxPlaces)
    runs.push(startRun(patch, sign, change.ms, keys))
  }
  return {
    see(change) {
      for (const run of runs) if (change.ms - run.lastMs > quietMs) end(run)
      runs = runs.filter((run) => change.ms - run.lastMs <= quietMs)
      if (change.share > maxShare || change.patches.length > maxPatches) return
      for (const patch of change.patches)
        if (isStroke(patch, size.glance) && standsFree(change.luma, patch, size.glance)) take(patch, change)
      const isKey = (patch: Patch) => !isStroke(patch, size.glance) && patch.bottom - patch.top <= size.glance.heightPx * 0.06
      keys = [...keys, ...change.patches.filter(isKey).map((patch) => ({ ms: change.ms, patch }))].slice(-maxKeys)
    },
    tell(finestMs, counters) {
      const digits = counters.map((box) => patchOfBox(box, size))
      const isDigit = ({ patch }: Run) => digits.some((place) => touches(place, patch))
      const all = [...done, ...runs.filter(({ steps }) => steps.length > 0)].filter((run) => !isDigit(run))
      return alike(all)
        .flatMap(together)
        .sort((a, b) => a.firstMs - b.firstMs)
        .map((run) => blinkingOf(run, size))
        .filter(({ halfPeriodMs }) => halfPeriodMs >= finestMs * 3)
    },
  }
}

const maxRuns = 300
const maxPlaces = 24
const maxKeys = 12
/** Where much changes at once, a stroke is no cursor. */
const maxShare = 0.06
const maxPatches = 24
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

interface Key {
  readonly ms: number
  readonly patch: Patch
}

/** A new run; it began with the key, the pasted text, or the first sight of the cursor beside a placeholder, that put it here. */
function startRun(patch: Patch, sign: number, ms: number, keys: readonly Key[]): Run {
  const isBeside = (one: Patch) => Math.abs(one.right - patch.right) <= 3 || Math.abs(one.left - patch.left) <= 2
  const key = keys.findLast((one) => isBeside(one.patch) && isOneLine(one.patch, patch))
  const isFromKey = key !== undefined && ms - key.ms >= oneTurnMs && ms - key.ms <= quietMs
  return { patch, firstMs: isFromKey ? key.ms : ms, lastMs: ms, sign, steps: isFromKey ? [ms - key.ms] : [] }
}

function isOneLine(a: Patch, b: Patch): boolean {
  const [heightA, heightB] = [a.bottom - a.top, b.bottom - b.top]
  return Math.abs(a.top - b.top) <= 3 && heightA >= heightB * 0.6 && heightA <= heightB * 1.7
}

/** Runs parted by the look of their stroke: a cursor keeps its size wherever it goes. */
function alike(runs: readonly Run[]): Run[][] {
  const groups: Run[][] = []
  for (const run of runs) {
    const group = groups.find(([first]) => first && looksLike(first.patch, run.patch))
    if (group) group.push(run)
    else groups.push([run])
  }
  return groups
}

function looksLike(a: Patch, b: Patch): boolean {
  return Math.abs(a.bottom - a.top - b.bottom + b.top) <= 2 && Math.abs(a.right - a.left - b.right + b.left) <= 2
}

/** The runs of one cursor as one, where most of their turns agree on a pace; else those that are even by themselves. */
function together(runs: readonly Run[]): Run[] {
  const steps = runs.flatMap((run) => run.steps)
  const agreeingWith = (pace: number) => steps.filter((step) => Math.abs(step - pace) <= Math.max(36, pace * 0.08))
  const agreeing = steps.map(agreeingWith).reduce((most, some) => (some.length > most.length ? some : most), [])
  const [first] = runs
  if (!first || agreeing.length < 2 || agreeing.length < steps.length * 0.6) return runs.filter((run) => isEven(run.steps))
  return [
    {
      ...first,
      patch: around(runs.map(({ patch }) => patch)),
      firstMs: Math.min(...runs.map(({ firstMs }) => firstMs)),
      lastMs: Math.max(...runs.map(({ lastMs }) => lastMs)),
      steps: agreeing,
    },
  ]
}

/** Tall and narrow, of a line's height: the shape of a text cursor. */
export function isStroke({ left, top, right, bottom }: Patch, { heightPx }: GlanceSize): boolean {
  const width = right - left
  const height = bottom - top
  return height >= 3 && height <= heightPx * 0.06 && width <= Math.max(2, height * 0.34)
}

/** The ground is the same on both sides: else it is the edge of something that moves. */
function standsFree(luma: Uint8Array, { left, top, right, bottom }: Patch, size: GlanceSize): boolean {
  const reach = Math.max(8, bottom - top)
  // Text in small glances is one grey; the rows above and below it show the ground.
  const rows = { top: top - 1, bottom: bottom + 1 }
  const before = groundOf(luma, { left: left - 1 - reach, right: left - 1, ...rows }, size)
  const after = groundOf(luma, { left: right + 1, right: right + 1 + reach, ...rows }, size)
  return Math.abs(before - after) <= 16
}

function isSamePlace(a: Patch, b: Patch): boolean {
  return Math.abs(a.left - b.left) <= 2 && Math.abs(a.right - b.right) <= 2 && Math.abs(a.top - b.top) <= 3
}

/** Whether the stroke became brighter (1) or darker (-1); 0 where only a part of it did, as where something turns round. */
function signOf({ luma, before }: GlanceChange, { left, top, right, bottom }: Patch, widthPx: number): number {
  let sum = 0
  let size = 0
  for (let y = top; y < bottom; y++) {
    for (let at = y * widthPx + left; at < y * widthPx + right; at++) {
      const step = (luma[at] ?? 0) - (before[at] ?? 0)
      sum += step
      size += Math.abs(step)
    }
  }
  return Math.abs(sum) >= size * 0.8 && Math.abs(sum) >= (bottom - top) * minStep ? Math.sign(sum) : 0
}

/** Levels over a row of the stroke: what a cursor of one desktop pixel leaves in a glance. */
const minStep = 20

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
function isEven(steps: readonly number[]): boolean {
  if (steps.length < 2) return false
  const pace = mean(steps)
  const spread = Math.max(...steps.map((step) => Math.abs(step - pace)))
  return steps.length >= 4 || spread <= Math.max(40, pace * 0.15)
}

function blinkingOf({ patch, firstMs, lastMs, steps }: Run, size: MotionSize): Blinking {
  return { atMs: firstMs, untilMs: lastMs, halfPeriodMs: Math.round(mean(steps)), turns: steps.length + 1, box: boxOfPatch(patch, size) }
}

function mean(steps: readonly number[]): number {
  return steps.reduce((sum, step) => sum + step, 0) / Math.max(1, steps.length)
}
