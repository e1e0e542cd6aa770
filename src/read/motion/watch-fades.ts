import type { Motion } from '../../model/reading.js'
import type { GlanceChange } from '../compare-glances.js'
import { around, type MotionSize, meanDifference, type Patch, touches } from '../glance-patch.js'

/** Finds things that come over the page and go again so that what stood there before is back: how long coming and going took. */
export function watchFades(size: MotionSize): {
  see(change: GlanceChange, scrolls: boolean): void
  tell(finestMs: number): Motion['fades']
} {
  let running: Transition[] = []
  let ended: Transition[] = []
  const done: Motion['fades'][number][] = []
  const area = size.glance.widthPx * size.glance.heightPx
  const end = (transition: Transition, luma: Uint8Array) => {
    if (transition.patch.right - transition.patch.left < 8 || areaOf(transition.patch) < area * minArea) return
    if (transition.untilMs - transition.atMs > maxFadeMs) return
    const came = ended.find((one) => bringsBack(one, transition, luma, size))
    if (came && done.length < maxFades) done.push(fadeOf(came, transition))
    ended = ended.filter((one) => one !== came && transition.atMs - one.atMs < maxStayMs).slice(1 - maxEnded)
    if (!came) ended.push(transition)
  }
  return {
    see(change, scrolls) {
      const { ms, before } = change
      const over = running.filter(({ untilMs }) => ms - untilMs > settledMs)
      running = running.filter((one) => !over.includes(one))
      for (const one of over) end(one, before)
      if (scrolls) {
        running = []
        ended = []
      } else for (const patch of change.patches) running = join(running, patch, change, area)
    },
    tell: (finestMs) => (finestMs <= maxFrameMs ? done.filter(({ inMs, outMs }) => Math.max(inMs, outMs) >= finestMs * 2) : []),
  }
}

const maxFades = 300
const maxEnded = 8
const maxRunning = 12
const maxStayMs = 12_000
const settledMs = 150
/** What goes on for longer is a spinner or a video. */
const maxFadeMs = 1200
const maxFrameMs = 60
const minArea = 0.004

interface Transition {
  readonly atMs: number
  untilMs: number
  patch: Patch
  /** What stood before it began. */
  readonly before: Uint8Array
}

function areaOf({ left, top, right, bottom }: Patch): number {
  return (right - left) * (bottom - top)
}

/** The transitions with this patch taken in: into the one it touches, or as a new one when it is large enough to be the start of something. */
function join(running: readonly Transition[], patch: Patch, { ms, before }: GlanceChange, area: number): Transition[] {
  const touched = running.filter((one) => touches(one.patch, patch))
  const [first] = touched
  if (!first) {
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

/** The second took away what the first had brought: same place, and the page stands as before. */
function bringsBack(came: Transition, went: Transition, luma: Uint8Array, { glance }: MotionSize): boolean {
  const both = around([came.patch, went.patch])
  if (Math.min(areaOf(came.patch), areaOf(went.patch)) < areaOf(both) * 0.5) return false
  const stayed = meanDifference(came.before, went.before, both, glance.widthPx)
  return stayed > 6 && meanDifference(came.before, luma, both, glance.widthPx) < stayed * 0.15
}

function fadeOf(came: Transition, went: Transition): Motion['fades'][number] {
  return { atMs: came.atMs, inMs: came.untilMs - came.atMs, outMs: went.untilMs - went.atMs }
}
