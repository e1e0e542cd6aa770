import type { Typing } from '../../model/reading.js'
import type { GlanceChange } from './compare-glances.js'
import { around, boxOfPatch, type GlanceSize, groundOf, type MotionSize, type Patch } from './glance-patch.js'
import { isStroke } from './watch-blinking.js'

/** Finds characters that come or go one after the other in one line: its ink grows, or shrinks, step by step along the line. */
export function watchTyping(size: MotionSize): { see(change: GlanceChange): void; tell(): Typing[] } {
  let runs: Run[] = []
  const done: Typing[] = []
  const end = (run: Run) => {
    if (isTyping(run) && done.length < maxRuns) done.push(typingOf(run, size))
  }
  return {
    see(change) {
      for (const run of runs) if (change.ms - run.lastMs > pauseMs) end(run)
      runs = runs.filter((run) => change.ms - run.lastMs <= pauseMs)
      if (change.share > maxShare || change.patches.length > maxPatches) return
      for (const band of bandsOf(change.patches, size.glance)) {
        const sign = inkStep(change, band, size.glance)
        if (sign === 0) continue
        const run = runs.find((one) => isSameLine(one, band))
        if (run && goesOn(run, band, sign, change.ms)) continue
        if (run) end(run)
        runs = runs.filter((one) => one !== run)
        if (runs.length >= maxLines) {
          // Keys that light up are many; what has already grown is kept.
          runs.sort((a, b) => a.lastMs + a.times.length * 1000 - b.lastMs - b.times.length * 1000)
          for (const oldest of runs.splice(0, 1)) end(oldest)
        }
        runs.push({
          patch: band,
          last: band,
          sign,
          against: 0,
          times: [change.ms],
          rights: [band.right],
          widths: [widthOf(band)],
          lastMs: change.ms,
        })
      }
    },
    tell: () => [...done, ...runs.filter(isTyping).map((run) => typingOf(run, size))].sort((a, b) => a.atMs - b.atMs),
  }
}

const maxRuns = 300
const maxLines = 16
/** Who types stops to think; longer than this is a new start. */
const pauseMs = 2500
const maxShare = 0.15
const maxPatches = 24
const minSteps = 4
/** What steps on faster than this is a bar that grows, a page that slides or a toast that fades, not a hand. */
const minStepMs = 42

interface Run {
  patch: Patch
  last: Patch
  readonly sign: number
  /** Steps the other way since the last one this way. */
  against: number
  readonly times: number[]
  readonly rights: number[]
  readonly widths: number[]
  lastMs: number
}

/** The small changes of a frame, joined along lines; lone strokes are cursors. */
function bandsOf(patches: readonly Patch[], size: GlanceSize): Patch[] {
  const small = patches.filter(({ top, bottom }) => bottom - top <= size.heightPx * 0.045).sort((a, b) => a.left - b.left)
  const bands: Patch[] = []
  for (const patch of small) {
    const at = bands.findIndex((band) => sharesLine(band, patch) && patch.left - band.right <= (band.bottom - band.top) * 2)
    const band = bands[at]
    if (band) bands[at] = around([band, patch])
    else bands.push(patch)
  }
  return bands.filter((band) => band.bottom - band.top >= 3 && widthOf(band) <= size.widthPx * 0.5 && !isStroke(band, size))
}

function sharesLine(a: Patch, b: Patch): boolean {
  const overlap = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
  return overlap >= Math.min(a.bottom - a.top, b.bottom - b.top) * 0.5
}

function isSameLine({ last }: Run, band: Patch): boolean {
  // A key stands right beside the one before; the gap is for a cursor and for narrow signs whose edge is faint.
  const reach = (last.bottom - last.top) * 0.8
  return sharesLine(last, band) && band.left - last.right <= reach && last.left - band.right <= reach
}

/** 1 where the ink of the place grew, -1 where it shrank, 0 where that cannot be told. */
function inkStep({ luma, before }: GlanceChange, band: Patch, size: GlanceSize): number {
  const reach = (band.bottom - band.top) * 2
  const place = { left: band.left - reach, top: band.top - 1, right: band.right + reach, bottom: band.bottom + 1 }
  const ground = groundOf(before, place, size)
  if (Math.abs(groundOf(luma, place, size) - ground) > 16) return 0
  const step = inkOf(luma, band, ground, size.widthPx) - inkOf(before, band, ground, size.widthPx)
  return Math.abs(step) < (band.bottom - band.top) * 25 ? 0 : Math.sign(step)
}

function inkOf(luma: Uint8Array, { left, top, right, bottom }: Patch, ground: number, widthPx: number): number {
  let ink = 0
  for (let y = top; y < bottom; y++) {
    for (let at = y * widthPx + left; at < y * widthPx + right; at++) {
      const off = Math.abs((luma[at] ?? 0) - ground)
      if (off > 12) ink += off
    }
  }
  return ink
}

/** Takes the step into the run; false where the line has turned round. */
function goesOn(run: Run, band: Patch, sign: number, ms: number): boolean {
  if (sign !== run.sign) {
    run.against++
    return run.against < 2
  }
  run.against = 0
  run.patch = around([run.patch, band])
  run.last = band
  run.times.push(ms)
  run.rights.push(band.right)
  run.widths.push(widthOf(band))
  run.lastMs = ms
  return true
}

/** Enough steps, not of a machine's pace, along the line in the right direction. */
function isTyping({ sign, patch, times, rights, widths }: Run): boolean {
  const steps = times.length
  if (steps < minSteps || widthOf(patch) < (patch.bottom - patch.top) * 1.5) return false
  const quick = times.filter((ms, at) => at > 0 && ms - (times[at - 1] ?? 0) < minStepMs).length
  if (quick > (steps - 1) / 3) return false
  // Something that fades stays where it is.
  if (Math.abs((rights.at(-1) ?? 0) - (rights[0] ?? 0)) < widthOf(patch) * 0.3) return false
  const isByCharacter = (widths.toSorted((a, b) => a - b)[steps >> 1] ?? 0) <= widthOf(patch) * 0.5
  // A centred text moves as a whole.
  return along(rights, sign) >= 0.5 && along(rights, -sign) <= 0.25 && (isByCharacter || along(widths, sign) >= 0.75)
}

/** Part of the steps that go this way. */
function along(values: readonly number[], sign: number): number {
  return values.filter((value, at) => at > 0 && (value - (values[at - 1] ?? 0)) * sign > 0).length / (values.length - 1)
}

function widthOf({ left, right }: Patch): number {
  return right - left
}

function typingOf({ sign, patch, times, lastMs }: Run, size: MotionSize): Typing {
  return {
    atMs: times[0] ?? 0,
    untilMs: lastMs,
    direction: sign > 0 ? 'grows' : 'shrinks',
    steps: times.length,
    box: boxOfPatch(patch, size),
  }
}
