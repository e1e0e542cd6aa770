import type { Box, ClockReading, TextLine } from '../../model/reading.js'
import type { Still } from '../../ports.js'
import type { GlanceChange } from './compare-glances.js'
import { type ClockText, findCounterText } from './find-clock-text.js'
import { around, boxOfPatch, type MotionSize, type Patch, touches } from './glance-patch.js'
import type { Ask } from './watch-bar-clock.js'
import { isStroke } from './watch-blinking.js'

/** Follows small places of the page that change about once a second, and has them read: clocks with seconds, countdowns. */
export function watchTicking(size: MotionSize): {
  see(change: GlanceChange): void
  asks(still: Still): Ask[]
  tell(endMs: number): ClockReading[]
} {
  let places: Place[] = []
  const readings: Open[] = []
  const trial: Trial = { inVain: 0, nextMs: Number.NEGATIVE_INFINITY }
  return {
    see(change) {
      // What does not count there is remembered as long as the page stands: a button that pulses would be read again and again.
      if (change.share > otherPageShare) places = places.filter(({ counts }) => counts !== false)
      places = places.filter(({ counts, times }) => counts !== null || change.ms - (times.at(-1) ?? 0) < forgottenMs)
      if (change.share > maxShare || change.patches.length > maxPatches) return
      for (const patch of change.patches) {
        if (isDigits(patch, size)) tick(places, patch, change.ms, size)
      }
    },
    asks(still) {
      const isOpen = still.ms >= trial.nextMs
      const due = places.filter((place) => (place.counts === true || isOpen) && isDue(place, still.ms)).slice(0, maxAtOnce)
      return due.map((place) => {
        place.asked++
        place.askedMs = still.ms
        const atMs = lastTick(place.times, still.ms)
        const box = lineAround(place.patch, size)
        const heard = (lines: readonly TextLine[]) => {
          const isCounter = takeAnswer(place, readings, lines, box, atMs, size)
          trial.inVain = isCounter ? 0 : trial.inVain + 1
          trial.nextMs = isCounter ? still.ms : still.ms + Math.min(maxTrialMs, firstTrialMs * 2 ** trial.inVain)
        }
        return { box, heard }
      })
    },
    tell: (endMs) =>
      readings.map(({ text, confidence, box, atMs, place }) => ({
        atMs,
        untilMs: nextTick(place, atMs) ?? endMs,
        where: 'page',
        text,
        confidence,
        box,
      })),
  }
}

/** Part of the picture's height: 75 px of a phone's 2340, 25 of a desktop's 768. */
const tallestDigits = 0.033
const maxShare = 0.08
const otherPageShare = 0.3
const maxPatches = 24
const maxPlaces = 24
const maxAtOnce = 2
const maxReadings = 600
const keptTicks = 400
const forgottenMs = 8000
const pauseMs = 5000
const minTicks = 3

interface Place {
  patch: Patch
  readonly times: number[]
  asked: number
  askedMs: number
  /** What was read there counts; false once it turned out not to. */
  counts: boolean | null
}

/** Places that may count are tried ever more seldom while none does: most of what ticks is a button that pulses. */
interface Trial {
  inVain: number
  nextMs: number
}

const firstTrialMs = 250
const maxTrialMs = 8000

interface Open extends ClockText {
  readonly atMs: number
  readonly place: Place
}

function isDigits(patch: Patch, { glance }: MotionSize): boolean {
  const width = patch.right - patch.left
  const height = patch.bottom - patch.top
  return height >= 2 && height <= glance.heightPx * tallestDigits && width <= Math.max(height * 6, 12) && !isStroke(patch, glance)
}

function tick(places: Place[], patch: Patch, ms: number, { glance }: MotionSize): void {
  const place = ownPlace(places, patch)
  if (!place) {
    if (places.length >= maxPlaces) dropOldest(places)
    places.push({ patch, times: [ms], asked: 0, askedMs: Number.NEGATIVE_INFINITY, counts: null })
    return
  }
  const both = around([place.patch, patch])
  if (both.right - both.left <= glance.widthPx * 0.35 && both.bottom - both.top <= glance.heightPx * tallestDigits) place.patch = both
  if (ms - (place.times.at(-1) ?? 0) < oneTickMs) return
  place.times.push(ms)
  if (place.times.length > keptTicks) place.times.splice(0, keptTicks / 2)
}

/** The place that ticks here: one that counts before others, a small one before a large one that lies around it. */
function ownPlace(places: readonly Place[], patch: Patch): Place | undefined {
  const rank = ({ counts, patch: { left, top, right, bottom } }: Place) => (counts ? 0 : 1e6) + (right - left) * (bottom - top)
  return places.filter((one) => touches(one.patch, patch)).sort((a, b) => rank(a) - rank(b))[0]
}

/** When what the still shows came: the last tick before it, or, where that one was not seen, when it was due. */
function lastTick(times: readonly number[], stillMs: number): number {
  const last = times.at(-1) ?? stillMs
  const steps = times.slice(-6).flatMap((ms, at, all) => (at > 0 ? [ms - (all[at - 1] ?? 0)] : []))
  const paceMs = Math.min(...steps.filter((step) => step >= 300))
  return Number.isFinite(paceMs) ? last + Math.floor((stillMs - last + 20) / paceMs) * paceMs : last
}

/** Makes room: what ticked last the longest ago and never counted goes first. */
function dropOldest(places: Place[]): void {
  const worth = ({ counts, times }: Place) => (counts ? 1e12 : 0) + (times.at(-1) ?? 0) + (times.length >= minTicks ? 3000 : 0)
  const least = Math.min(...places.map(worth))
  places.splice(
    places.findIndex((place) => worth(place) === least),
    1,
  )
}

/** Several parts of one number change in the same frame or, by compression, in the next ones. */
const oneTickMs = 150

function isDue({ times, asked, askedMs, counts }: Place, ms: number): boolean {
  const last = times.at(-1) ?? 0
  if (counts === false || last <= askedMs || last > ms) return false
  return (counts === true || isRegular(times)) && ms - askedMs >= (asked < 3 ? 1000 : pauseMs)
}

/** The last ticks came a second apart; or at an even pace near it, as where the recording plays at another speed. */
function isRegular(times: readonly number[]): boolean {
  const steps = times
    .slice(1)
    .map((ms, at) => ms - (times[at] ?? 0))
    .slice(-2)
  const [least, most] = [Math.min(...steps), Math.max(...steps)]
  if (steps.length === 1) return Math.abs(least - 1000) <= 100
  return steps.length === 2 && least >= 300 && most <= 2600 && most - least <= Math.max(120, least * 0.25)
}

/** Whether something counts there. */
function takeAnswer(place: Place, readings: Open[], lines: readonly TextLine[], [left, top]: Box, atMs: number, size: MotionSize): boolean {
  const [x, y, width, height] = boxOfPatch(place.patch, size)
  const found = lines
    .map((line) => ({ ...line, box: [line.box[0] + left, line.box[1] + top, line.box[2], line.box[3]] as const }))
    .filter(({ box }) => box[0] < x + width && x < box[0] + box[2] && box[1] < y + height && y < box[1] + box[3])
    .flatMap((line) => findCounterText(line) ?? [])[0]
  if (!found) {
    if (place.counts === null && place.asked >= 2) place.counts = false
    return false
  }
  place.counts = true
  if (readings.length < maxReadings) readings.push({ ...found, atMs, place })
  return true
}

function nextTick({ times }: Place, atMs: number): number | undefined {
  return times.find((ms) => ms > atMs)
}

/** The line of text that the ticking digits end or stand in. */
function lineAround(patch: Patch, size: MotionSize): Box {
  const [x, y, width, digitHeight] = boxOfPatch(patch, size)
  const height = Math.max(24, digitHeight)
  const left = Math.max(0, Math.round(x - height * 12))
  const top = Math.max(0, Math.round(y - height))
  const right = Math.min(size.widthPx, Math.round(x + width + height * 10))
  return [left, top, right - left, Math.min(size.heightPx, Math.round(y + digitHeight + height)) - top]
}
