import type { Tell } from './engine.js'

/** Tells the same words once a minute at most: while an engine is away, each of its workers says so several times a second. */
export function tellSeldom(tell: Tell): Tell {
  const toldAt = new Map<string, number>()
  return (words) => {
    const now = Date.now()
    for (const [old, at] of toldAt) if (now - at >= quietMs) toldAt.delete(old)
    if (toldAt.has(words)) return
    toldAt.set(words, now)
    tell(words)
  }
}

const quietMs = 60_000
