import type { Box, Motion, TextLine } from '../model/reading.js'
import type { Glance, Still } from '../ports.js'
import { compareGlances } from './motion/compare-glances.js'
import type { MotionSize } from './motion/glance-patch.js'
import { type Ask, watchBarClock } from './motion/watch-bar-clock.js'
import { watchBlinking } from './motion/watch-blinking.js'
import { watchFades } from './motion/watch-fades.js'
import { watchJumps } from './motion/watch-jumps.js'
import { watchScrolling } from './motion/watch-scrolling.js'
import { watchStillness } from './motion/watch-stillness.js'
import { watchTicking } from './motion/watch-ticking.js'
import { watchTyping } from './motion/watch-typing.js'

/** A small place of the recording that is to be read now: `box` in pixels of the upright recording. */
export interface WantedPlace {
  readonly box: Box
  readonly where: 'status-bar' | 'page'
}

/** Watches the frames of one recording for what moves. */
export interface MotionWatch {
  /** Every frame, in order. */
  see(glance: Glance): void
  /** Every still, after the glance it shows: which places to cut out of it and read now. */
  wanted(still: Still): readonly WantedPlace[]
  /** What was read there: `ms` of the still, boxes of the lines in pixels of the cut-out place. */
  heard(place: WantedPlace, ms: number, lines: readonly TextLine[]): void
  /** All that was measured; `endMs` is when the last frame ends. */
  tell(endMs: number): Motion
}

/** Measures what moves: facts only, and none where frames are too few to know. Memory does not grow with the length. */
export function watchMotion(size: MotionSize): MotionWatch {
  const compare = compareGlances(size.glance)
  const typing = watchTyping(size)
  const blinking = watchBlinking(size)
  const scrolling = watchScrolling(size)
  const jumps = watchJumps(size)
  const stillness = watchStillness()
  const fades = watchFades(size)
  const ticking = watchTicking(size)
  const bars = barsOf(size).map((bar) => watchBarClock(size, bar))
  const pace = measurePace()
  const asked = new Map<WantedPlace, Ask>()
  let recent: Glance[] = []
  return {
    see(glance) {
      recent.push(glance)
      if (recent.length > maxRecent) recent.shift()
      pace.see(glance.ms)
      const change = compare(glance)
      const scrolls = scrolling.see(change)
      for (const watch of [typing, blinking, ticking, stillness]) watch.see(change)
      jumps.see(change, scrolls)
      fades.see(change, scrolls)
    },
    wanted(still) {
      const places = [
        ...bars.flatMap((bar) => bar.ask(still, recent) ?? []).map((ask) => ({ ask, where: 'status-bar' as const })),
        ...ticking.asks(still).map((ask) => ({ ask, where: 'page' as const })),
      ]
      recent = recent.slice(-1)
      return places.map(({ ask, where }) => {
        const place = { box: ask.box, where }
        asked.set(place, ask)
        return place
      })
    },
    heard(place, _ms, lines) {
      asked.get(place)?.heard(lines)
      asked.delete(place)
    },
    tell: (endMs) => {
      const finestMs = pace.tell()
      const counters = ticking.tell(endMs)
      return {
        typing: typing.tell(),
        blinking: blinking.tell(
          finestMs,
          counters.map(({ box }) => box),
        ),
        scrolling: scrolling.tell(),
        jumps: jumps.tell(finestMs),
        motionless: stillness.tell(endMs),
        clocks: [...bars.flatMap((bar) => bar.tell(endMs)), ...counters].sort((a, b) => a.atMs - b.atMs),
        ...fades.tell(finestMs),
      }
    },
  }
}

/** Glances kept to find the frame of a change: those since the last still, at 60 a second. */
const maxRecent = 32

/** Where systems show their clock: above on phones, in a bar above or below right on desktops and phones on their side. */
function barsOf({ widthPx, heightPx }: MotionSize): Box[] {
  if (heightPx > widthPx) return [[0, 0, widthPx, Math.round(Math.min(widthPx * 0.13, heightPx * 0.08))]]
  const barPx = Math.min(heightPx, Math.max(32, Math.round(heightPx * 0.06)))
  const fromX = Math.round(widthPx * 0.75)
  return [
    [0, 0, widthPx, barPx],
    [fromX, heightPx - barPx, widthPx - fromX, barPx],
  ]
}

/** How close frames can lie in this recording: a recorder that only writes changes leaves long gaps too. */
function measurePace(): { see(ms: number): void; tell(): number } {
  const gaps = new Uint32Array(200)
  let count = 0
  let lastMs: number | null = null
  return {
    see(ms) {
      if (lastMs !== null && ms > lastMs) {
        const slot = Math.min(gaps.length - 1, Math.floor((ms - lastMs) / 5))
        gaps[slot] = (gaps[slot] ?? 0) + 1
        count++
      }
      lastMs = ms
    },
    tell() {
      let below = 0
      for (let slot = 0; slot < gaps.length; slot++) {
        below += gaps[slot] ?? 0
        if (below > count * 0.1) return slot * 5 + 2.5
      }
      return Number.POSITIVE_INFINITY
    },
  }
}
