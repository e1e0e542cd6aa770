import type { ClockReading, Jump } from '../../model/reading.js'
import { findTampering } from './find-tampering.js'
import type { DirectionHint, Finding, Tampering, Tick } from './finding.js'
import { type ClockStay, fitClock } from './fit-clock.js'
import { readClock } from './read-clock.js'

const minuteMs = 60_000

/** From this confidence on a clock's reading counts. */
export const clockConfidence = 0.75

/**
 * Holds the status bar's clock against the time of the recording: its ticks are a minute apart, it never goes back, and it does
 * not tick in the very frame in which the picture becomes another.
 */
export function checkClock(clocks: readonly ClockReading[], jumps: readonly Jump[]): Tampering {
  const stays = staysOf(clocks)
  const runs = fitClock(stays, minuteMs, 1)
  const honest = runs.length < 2 && !stays.some(isTooLong)
  const ticks = ticksOf(runs.flatMap((run) => run.stays))
  if (honest) return withTickJumps({ findings: [], hints: ticks.length > 0 ? [forward(ticks)] : [] }, ticks, jumps)
  return findTampering(stays, runs, ticks, jumps)
}

/** The confident readings of one clock in order of time, as minutes that go on over midnight (and noon, on a 12-hour clock). */
function staysOf(clocks: readonly ClockReading[]): readonly ClockStay[] {
  const read = clocks
    .filter(({ where, confidence, atMs, untilMs }) => where === 'status-bar' && confidence >= clockConfidence && untilMs >= atMs)
    .flatMap((clock) => {
      const time = readClock(clock.text)
      return time ? [{ clock, time }] : []
    })
    .toSorted((a, b) => a.clock.atMs - b.clock.atMs)
  const round = read.length > 0 && read.every(({ time }) => time.isUnsureHalf) ? 720 : 1440
  let last = 0
  return read.map(({ clock: { atMs, untilMs, text, confidence }, time }, i): ClockStay => {
    const minute = Math.floor(time.seconds / 60)
    const ahead = (((minute - last) % round) + round) % round
    last = i === 0 ? minute : last + (ahead > round / 2 ? ahead - round : ahead)
    return { atMs, untilMs, value: last, text, confidence }
  })
}

function isTooLong({ atMs, untilMs }: ClockStay): boolean {
  return untilMs - atMs > minuteMs + 1500
}

/** Between the two pictures of a change at most this much time was unseen, in ms. */
const unseenMs = 400

function ticksOf(stays: readonly ClockStay[]): readonly Tick[] {
  return stays.flatMap((to, i) => {
    const from = stays[i - 1]
    return from && from.value !== to.value && to.atMs - from.untilMs <= unseenMs ? [{ atMs: to.atMs, from, to }] : []
  })
}

function forward(ticks: readonly Tick[]): DirectionHint {
  const [first, last] = [ticks[0], ticks.at(-1)]
  return {
    weight: -2,
    atMs: first?.atMs ?? 0,
    untilMs: last?.atMs ?? 0,
    what: { zh: '状态栏时钟向前走', en: "the status bar's clock goes on" },
  }
}

/** A change of the clock and a jump are one event when they are one frame, or two where the jump took the status bar along. */
const sameFrameMs = 20
const nextFrameMs = 70

function withTickJumps(found: Tampering, ticks: readonly Tick[], jumps: readonly Jump[]): Tampering {
  const cuts = ticks.flatMap(({ atMs, from, to }): Finding[] => {
    const jump = jumps.find((each) => Math.abs(each.atMs - atMs) <= (each.withStatusBar ? nextFrameMs : sameFrameMs))
    if (!jump) return []
    return [
      {
        code: 'cut',
        atMs: jump.atMs,
        untilMs: jump.atMs,
        because: {
          zh: `整个画面在状态栏时钟由 ${from.text} 变为 ${to.text} 的同一帧突然换掉，中间可能被剪去一段`,
          en: `the whole picture is another in the very frame in which the clock goes from ${from.text} to ${to.text}: a part seems to be left out`,
        },
      },
    ]
  })
  return { ...found, findings: [...found.findings, ...cuts] }
}
