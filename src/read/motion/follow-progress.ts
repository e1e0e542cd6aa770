import type { GlanceSize, Patch } from './glance-patch.js'

/** A frame that is kept for a while. */
export interface KeptFrame {
  readonly ms: number
  readonly luma: Uint8Array
}

/** How a change went from its first frame to its last. */
export interface Progress {
  /** How long it took, reckoned from where it was a tenth and nine tenths done: what else moves at its ends does not count. */
  readonly lengthMs: number
  /**
   * When half of it was done, as part of the time between a tenth and nine tenths: 0.5 for an even one, less for one
   * that slows down. Null where it cannot be told.
   */
  readonly half: number | null
  readonly fromMs: number
  readonly untilMs: number
}

/**
 * Follows a change in one place over its frames, of which the first shows the place before and the last after it: how
 * far from the first picture each one is. Null where that does not grow steadily, or nothing changed.
 */
export function followProgress(frames: readonly KeptFrame[], patch: Patch, size: GlanceSize): Progress | null {
  const [first, last] = [frames[0], frames.at(-1)]
  if (!first || !last) return null
  const whole = distance(first.luma, last.luma, patch, size.widthPx)
  if (whole < 2) return null
  const left = frames.map(({ ms, luma }) => ({ ms, part: distance(first.luma, luma, patch, size.widthPx) / whole }))
  const span = spanOf(left)
  if (!span) return null
  const reached = spanOf(frames.map(({ ms, luma }) => ({ ms, part: 1 - distance(luma, last.luma, patch, size.widthPx) / whole })))
  // Of what moves across, every picture is far from the first or from the last: only where both agree is it the pace.
  const agrees = reached !== null && Math.abs(span.half - reached.half) <= 0.12
  return { ...span, half: agrees ? (span.half + reached.half) / 2 : null }
}

interface Step {
  readonly ms: number
  readonly part: number
}

function spanOf(steps: readonly Step[]): (Omit<Progress, 'half'> & { readonly half: number }) | null {
  let highest = 0
  for (const { part } of steps) {
    if (part < highest - 0.15 || part > 1.25) return null
    highest = Math.max(highest, part)
  }
  const [fromMs, halfMs, untilMs] = [reachMs(steps, 0.1), reachMs(steps, 0.5), reachMs(steps, 0.9)]
  const spanMs = untilMs - fromMs
  return { lengthMs: Math.round(spanMs / 0.8), half: spanMs > 0 ? (halfMs - fromMs) / spanMs : 0.5, fromMs, untilMs }
}

/** When this part was reached, between two frames. */
function reachMs(steps: readonly Step[], part: number): number {
  const at = steps.findIndex((one) => one.part >= part)
  const [before, after] = [steps[at - 1], steps[at]]
  if (!after) return steps.at(-1)?.ms ?? 0
  if (!before) return after.ms
  // The frame before may have stood for long.
  const beforeMs = Math.max(before.ms, after.ms - longestFrameMs)
  return beforeMs + ((part - before.part) / (after.part - before.part)) * (after.ms - beforeMs)
}

const longestFrameMs = 50

/** Mean difference, looking at a part of the pixels of large places. */
function distance(a: Uint8Array, b: Uint8Array, { left, top, right, bottom }: Patch, widthPx: number): number {
  const stride = (right - left) * (bottom - top) > 4000 ? 3 : 1
  let sum = 0
  let count = 0
  for (let y = top; y < bottom; y += stride) {
    for (let at = y * widthPx + left; at < y * widthPx + right; at += stride) {
      sum += Math.abs((a[at] ?? 0) - (b[at] ?? 0))
      count++
    }
  }
  return sum / Math.max(1, count)
}
