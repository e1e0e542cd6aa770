import type { Moment, OpenedRecording } from '../ports.js'
import { gridOf } from './pick/block-grid.js'
import { followScreens } from './pick/follow-screens.js'
import type { PickedScreen } from './picked-screen.js'

/**
 * Picks a recording's distinct screens from its moments, each once it has ended (contracts.md, "For a recording").
 * Holds one full-size still a screen at most, more only for the views of a scrolled page.
 */
export async function* pickFrames(
  { glance, facts }: Pick<OpenedRecording, 'glance' | 'facts'>,
  moments: AsyncIterable<Moment>,
): AsyncGenerator<PickedScreen> {
  const follower = followScreens({ grid: gridOf(glance.widthPx, glance.heightPx), heightPx: facts.heightPx })
  let lastMs = 0
  let isWhole = true
  for await (const moment of moments) {
    lastMs = Math.max(lastMs, moment.ms)
    if (moment.kind === 'glance') yield* follower.see(moment)
    else if (moment.kind === 'still') yield* follower.keep(moment)
    else isWhole = false
  }
  // A broken file still claims its whole length.
  yield* follower.end(isWhole ? Math.max(lastMs, facts.durationMs ?? 0) : lastMs)
}
