import type { Scrolling } from '../../model/reading.js'
import type { GlanceChange } from './compare-glances.js'
import { findRowShift, profileRows, type RowProfile } from './find-row-shift.js'
import type { MotionSize } from './glance-patch.js'

/** Follows content that moves up or down. `see` tells whether it moves in this frame. */
export function watchScrolling(size: MotionSize): { see(change: GlanceChange): boolean; tell(): Scrolling[] } {
  const done: Scrolling[] = []
  let anchor: { readonly ms: number; readonly profile: RowProfile } | null = null
  let steps: Step[] = []
  let lost = 0
  let skip = 0
  const end = () => {
    for (const run of partByPushes(steps)) {
      const scrolling = scrollingOf(run, size)
      if (scrolling && done.length < maxRuns) done.push(scrolling)
    }
    steps = []
    anchor = null
  }
  return {
    see(change) {
      const { ms, luma, before, beforeMs } = change
      if (anchor && ms - (steps.at(-1)?.untilMs ?? anchor.ms) > quietMs) end()
      if (change.share < minShare) {
        lost = 0
        return false
      }
      // A video inside the page is no scrolling, however long one looks.
      if (skip-- > 0) return false
      const profile = profileRows(luma, size.glance)
      // The frame before may have stood for long: content has moved for a frame's length at most.
      anchor ??= { ms: Math.max(beforeMs, ms - oneFrameMs), profile: profileRows(before, size.glance) }
      const shift = findRowShift(anchor.profile, profile)
      if (shift === null) {
        lost++
        skip = lost > 3 ? Math.min(lost, maxSkip) : 0
        end()
        return false
      }
      lost = 0
      // Slow content is measured over several frames: a glance is too small for a part of its pixel.
      if (Math.abs(shift) < minShiftPx) return shift !== 0
      const fromMs = steps.at(-1)?.untilMs ?? anchor.ms
      if (Math.sign(shift) !== Math.sign(steps.at(-1)?.shift ?? shift)) end()
      steps.push({ fromMs, untilMs: ms, shift })
      anchor = { ms, profile }
      return true
    },
    tell() {
      end()
      return done
    },
  }
}

const maxRuns = 400
const minShare = 0.01
const minShiftPx = 2
const quietMs = 250
const oneFrameMs = 34
const maxSkip = 8
const minSteps = 4

interface Step {
  readonly fromMs: number
  readonly untilMs: number
  readonly shift: number
}

/** Each push of the hand by itself: parted where the content nearly stood between two faster moments. */
function partByPushes(steps: readonly Step[]): Step[][] {
  const parts: Step[][] = []
  let part: Step[] = []
  let peak = 0
  let low = Number.POSITIVE_INFINITY
  for (const step of steps) {
    const speed = speedOf(step)
    if (part.length > 0 && low < peak * 0.3 && speed > Math.max(low * 2.5, peak * 0.3)) {
      parts.push(part)
      part = []
      peak = 0
      low = Number.POSITIVE_INFINITY
    }
    part.push(step)
    if (speed >= peak) [peak, low] = [speed, Number.POSITIVE_INFINITY]
    else low = Math.min(low, speed)
  }
  return part.length > 0 ? [...parts, part] : parts
}

function speedOf({ fromMs, untilMs, shift }: Step): number {
  return Math.abs(shift) / Math.max(1, untilMs - fromMs)
}

function scrollingOf(steps: readonly Step[], { glance, heightPx }: MotionSize): Scrolling | null {
  const first = steps[0]
  const last = steps.at(-1)
  if (!first || !last) return null
  const shift = steps.reduce((sum, step) => sum + step.shift, 0)
  const shiftPx = Math.round((shift * heightPx) / glance.heightPx)
  return { atMs: first.fromMs, untilMs: last.untilMs, shiftPx, pace: paceOf(steps, first.fromMs, last.untilMs, shift) }
}

/**
 * When half of the way was done: content that a hand pushes is fast at first and then slows down, so that it comes
 * well before half of the time. A start that is merely short of a frame or two does not count.
 */
function paceOf(steps: readonly Step[], atMs: number, untilMs: number, shift: number): Scrolling['pace'] {
  if (steps.length < minSteps || untilMs - atMs < 120) return 'even'
  let way = 0
  for (const step of steps) {
    const rest = shift / 2 - way
    way += step.shift
    if (Math.abs(way) < Math.abs(shift / 2)) continue
    const halfMs = step.fromMs + (rest / step.shift) * (step.untilMs - step.fromMs)
    const part = (halfMs - atMs) / (untilMs - atMs)
    return part < 0.42 ? 'slows' : part > 0.58 ? 'quickens' : 'even'
  }
  return 'even'
}
