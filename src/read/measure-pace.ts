import type { RecordingFacts } from '../model/reading.js'

/** Counts frames and how far apart they come. */
export interface FramePace {
  see(ms: number): void
  /** Presentation time of the last frame; 0 before the first. */
  lastMs(): number
  tell(endMs: number): Pick<RecordingFacts, 'frameCount' | 'framesPerSecond' | 'isVariableRate'>
}

/** Times come in whole milliseconds: two frames of a constant rate lie up to 1 ms nearer or farther. */
const roundingMs = 2.5
/** A recorder of constant rate that loses a frame now and then is still one. */
const oddShare = 0.02

/** Measures the pace of a recording's frames. */
export function measurePace(): FramePace {
  const gaps = new Map<number, number>()
  let frameCount = 0
  let lastMs = 0
  return {
    see(ms) {
      if (frameCount++ > 0) {
        const gapMs = Math.min(5000, Math.round(ms - lastMs))
        gaps.set(gapMs, (gaps.get(gapMs) ?? 0) + 1)
      }
      lastMs = ms
    },
    lastMs: () => lastMs,
    tell: (endMs) => ({
      frameCount,
      framesPerSecond: endMs > 0 ? Math.round((frameCount * 100_000) / endMs) / 100 : 0,
      isVariableRate: varies(gaps, frameCount - 1),
    }),
  }
}

function varies(gaps: ReadonlyMap<number, number>, count: number): boolean {
  if (count < 2) return false
  const [usualMs] = [...gaps].reduce((most, one) => (one[1] > most[1] ? one : most))
  let odd = 0
  for (const [gapMs, times] of gaps) if (Math.abs(gapMs - usualMs) > roundingMs) odd += times
  return odd > count * oddShare
}
