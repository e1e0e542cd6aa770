import type { Glide, Motion } from '../../model/reading.js'
import type { GlanceChange } from './compare-glances.js'
import { followProgress, type KeptFrame, type Progress } from './follow-progress.js'
import { around, type MotionSize, meanDifference, type Patch, touches } from './glance-patch.js'

/**
 * Finds what comes and goes over several frames: its pace; and where it goes again so that what stood there before is
 * back, how long coming and going took. Nothing is told where frames lie too far apart (`finestMs`).
 */
export function watchFades(size: MotionSize): {
  see(change: GlanceChange, scrolls: boolean): void
  tell(finestMs: number): { fades: Motion['fades']; glides: readonly Glide[] }
} {
  let running: Transition[] = []
  let ended: Ended[] = []
  let kept: KeptFrame[] = []
  const fades: Motion['fades'][number][] = []
  const glides: Glide[] = []
  const area = size.glance.widthPx * size.glance.heightPx
  const end = (transition: Transition, luma: Uint8Array) => {
    const { patch, atMs, untilMs } = transition
    if (patch.right - patch.left < 8 || areaOf(patch) < area * minArea || untilMs - atMs > maxFadeMs) return
    const first = kept.findLastIndex(({ ms }) => ms < atMs)
    const progress = followProgress(
      kept.slice(Math.max(0, first)).filter(({ ms }) => ms <= untilMs),
      patch,
      size.glance,
    )
    if (!progress) return
    if (areaOf(patch) >= area * minGlideArea && glides.length < maxFades) glides.push(...glideOf(progress))
    const went = { ...transition, progress }
    const came = ended.find((one) => bringsBack(one, went, luma, size))
    if (came && fades.length < maxFades) fades.push(fadeOf(came, went))
    ended = ended.filter((one) => one !== came && atMs - one.atMs < maxStayMs).slice(1 - maxEnded)
    if (!came) ended.push(went)
  }
  return {
    see(change, scrolls) {
      const { ms, luma, before } = change
      const over = running.filter(({ untilMs }) => ms - untilMs > settledMs)
      running = running.filter((one) => !over.includes(one))
      for (const one of over) end(one, before)
      kept.push({ ms, luma })
      if (kept.length > maxKept) kept = kept.slice(-maxKept / 2)
      if (scrolls) {
        running = []
        ended = []
      } else for (const patch of change.patches) running = join(running, patch, change, area)
    },
    tell: (finestMs) => {
      if (finestMs > maxFrameMs) return { fades: [], glides: [] }
      return { fades: fades.filter(({ inMs, outMs }) => Math.max(inMs, outMs) >= finestMs * 2), glides }
    },
  }
}

const maxFades = 300
const maxEnded = 8
const maxRunning = 12
/** At 60 frames a second this reaches back further than anything fades, and half of it nearly so. */
const maxKept = 120
const maxStayMs = 12_000
const settledMs = 150
/** What goes on for longer is a spinner or a video. */
const maxFadeMs = 900
const maxFrameMs = 60
const minArea = 0.004
const minGlideArea = 0.02

interface Transition {
  readonly atMs: number
  untilMs: number
  patch: Patch
  /** What stood before it began. */
  readonly before: Uint8Array
}

interface Ended extends Transition {
  readonly progress: Progress
}

function areaOf({ left, top, right, bottom }: Patch): number {
  return (right - left) * (bottom - top)
}

/** The transitions with this patch taken in: into those it touches, or as a new one when it is large enough to be the start of something. */
function join(running: readonly Transition[], patch: Patch, { ms, before }: GlanceChange, area: number): Transition[] {
  const touched = running.filter((one) => touches(one.patch, patch))
  if (touched.length === 0) {
    if (areaOf(patch) < area * minArea * 0.25 || running.length >= maxRunning) return [...running]
    return [...running, { atMs: ms, untilMs: ms, patch, before }]
  }
  const joined = {
    atMs: Math.min(...touched.map(({ atMs }) => atMs)),
    untilMs: ms,
    patch: around([patch, ...touched.map((one) => one.patch)]),
    before: touched.reduce((a, b) => (b.atMs < a.atMs ? b : a)).before,
  }
  return [...running.filter((one) => !touched.includes(one)), joined]
}

function glideOf({ lengthMs, half, fromMs, untilMs }: Progress): Glide[] {
  if (half === null || lengthMs < shortestGlideMs) return []
  const pace = half < 0.42 ? 'slows' : half > 0.58 ? 'quickens' : 'even'
  return [{ atMs: Math.round(fromMs), untilMs: Math.round(untilMs), pace }]
}

/** In fewer frames the pace cannot be told. */
const shortestGlideMs = 120

/** The second took away what the first had brought: same place, and the page stands as before. */
function bringsBack(came: Ended, went: Ended, luma: Uint8Array, { glance }: MotionSize): boolean {
  const both = around([came.patch, went.patch])
  if (Math.min(areaOf(came.patch), areaOf(went.patch)) < areaOf(both) * 0.5) return false
  const stayed = meanDifference(came.before, went.before, both, glance.widthPx)
  return stayed > 6 && meanDifference(came.before, luma, both, glance.widthPx) < stayed * 0.15
}

function fadeOf(came: Ended, went: Ended): Motion['fades'][number] {
  return { atMs: Math.round(came.progress.fromMs), inMs: came.progress.lengthMs, outMs: went.progress.lengthMs }
}
