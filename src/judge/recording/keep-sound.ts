import type { Box, Motion } from '../../model/reading.js'

const nothing: Motion = { typing: [], blinking: [], scrolling: [], jumps: [], motionless: [], clocks: [], fades: [] }

/** The measurements that make sense, in order of time: finite, from before to after, not before the beginning. */
export function keepSound(motion: Motion | null): Motion {
  if (!motion) return nothing
  return {
    typing: inOrder(motion.typing).filter(({ steps, box }) => Number.isFinite(steps) && isBox(box)),
    blinking: inOrder(motion.blinking),
    scrolling: inOrder(motion.scrolling).filter(({ shiftPx }) => Number.isFinite(shiftPx)),
    jumps: motion.jumps.filter(({ atMs }) => isMoment(atMs)).toSorted((a, b) => a.atMs - b.atMs),
    motionless: apart(inOrder(motion.motionless)),
    clocks: inOrder(motion.clocks).filter(({ confidence, box }) => Number.isFinite(confidence) && isBox(box)),
    fades: motion.fades.filter(({ atMs, inMs, outMs }) => isMoment(atMs) && isMoment(inMs) && isMoment(outMs)),
  }
}

function isMoment(ms: number): boolean {
  return Number.isFinite(ms) && ms >= 0
}

function isBox(box: Box): boolean {
  return box.length === 4 && box.every(Number.isFinite)
}

function inOrder<T extends { readonly atMs: number; readonly untilMs: number }>(all: readonly T[]): readonly T[] {
  return all.filter(({ atMs, untilMs }) => isMoment(atMs) && isMoment(untilMs) && untilMs >= atMs).toSorted((a, b) => a.atMs - b.atMs)
}

/** Stretches that overlap count once. */
function apart(stretches: Motion['motionless']): Motion['motionless'] {
  let endMs = 0
  return stretches.flatMap(({ atMs, untilMs }) => {
    const fromMs = Math.max(atMs, endMs)
    endMs = Math.max(endMs, untilMs)
    return untilMs > fromMs ? [{ atMs: fromMs, untilMs }] : []
  })
}
