import type { Motion } from '../../model/reading.js'
import type { GlanceChange } from './compare-glances.js'

/** Finds stretches of at least 3 s in which nothing changes but compression noise. */
export function watchStillness(): { see(change: GlanceChange): void; tell(endMs: number): Motion['motionless'] } {
  const done: { atMs: number; untilMs: number }[] = []
  let sinceMs: number | null = null
  const end = (ms: number) => {
    if (sinceMs !== null && ms - sinceMs >= minMs && done.length < maxStretches) done.push({ atMs: sinceMs, untilMs: ms })
    sinceMs = ms
  }
  return {
    see({ ms, share }) {
      if (sinceMs === null || share > 0) end(ms)
    },
    tell(endMs) {
      end(endMs)
      return done
    },
  }
}

const minMs = 3000
const maxStretches = 500
