import type { Reading } from '../model/reading.js'
import { screensOf } from './list-screens.js'

/** One stay of a screen, in order of time. */
export interface Stay {
  /** The screen, by its first appearance. */
  readonly screen: number
  readonly atMs: number
  readonly untilMs: number
  /** Uncovered or gone back to: what lay over it or came after it went away, and nothing on it is news. */
  readonly isReturn: boolean
}

/**
 * The way a recording took through its screens. Screens lie on one another like sheets: a dialog over a page, the next page over
 * the last. One that is still there below is only uncovered; one that had been put away and comes again happens anew.
 */
export function traceScreens(reading: Reading): readonly Stay[] {
  const below: number[] = []
  return screensOf(reading).map(({ index, sameAs, frameMs, untilMs }) => {
    const screen = sameAs ?? index
    const depth = below.indexOf(screen)
    const isReturn = depth >= 0
    if (isReturn) below.length = depth + 1
    else below.push(screen)
    return { screen, atMs: frameMs, untilMs: Math.max(untilMs, frameMs), isReturn }
  })
}
