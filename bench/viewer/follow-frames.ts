import type { Page } from 'playwright-core'

/** As text, for what the page runs is no TypeScript: from now on each frame's time is kept. */
export const followFrames = `
  window.frameTimes = []
  window.followingFrames ??= requestAnimationFrame(function follow(ms) {
    window.frameTimes.push(ms)
    requestAnimationFrame(follow)
  })
`

/** Frames the browser drew since it was asked last, and the time that all but one in twenty took. */
export async function framesOf(page: Page): Promise<{ fps: number; p95Ms: number; longestMs: number }> {
  const times = await page.evaluate<number[]>('frameTimes.splice(0)')
  const gaps = times
    .slice(1)
    .map((ms, at) => ms - (times[at] ?? ms))
    .toSorted((a, b) => a - b)
  const spanMs = (times.at(-1) ?? 0) - (times[0] ?? 0)
  const rounded = (ms = 0) => Math.round(ms * 10) / 10
  return {
    fps: rounded((1000 * gaps.length) / spanMs),
    p95Ms: rounded(gaps[Math.floor(gaps.length * 0.95)]),
    longestMs: rounded(gaps.at(-1)),
  }
}
