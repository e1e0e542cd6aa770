import type { Glance, Still } from '../../ports.js'
import type { PickedScreen } from '../picked-screen.js'
import { compareStates } from './compare-states.js'
import { findScroll } from './find-scroll.js'
import { closeScreen, keepView, type OpenScreen, openScreen, type Size } from './open-screen.js'
import { tallestPx } from './stitch-views.js'
import { type Change, trackChanges } from './track-changes.js'
import { weighChange } from './weigh-change.js'

/** Follows a recording in order of time. */
export interface ScreenFollower {
  /** Takes the next frame; gives the screen that has ended with it, if any. */
  see(glance: Glance): PickedScreen[]
  /** Takes a full-size still of the frame seen last. */
  keep(still: Still): PickedScreen[]
  /** Gives what is left when the recording ends. */
  end(endMs: number): PickedScreen[]
}

/** A state of the page that lasts so long is a screen (contracts.md: 300 ms; frame times are rounded). */
const screenLastsMs = 295
/** When nothing has been at rest for so long and nothing scrolls (a film, a flick-book of a GIF), what is shown is taken as it is. */
const restlessTooLongMs = 1000
/** From this share of changed blocks on it is worth looking whether the page scrolls. */
const scrollsFromShare = 0.1
const filmShare = 0.08
/** What moves at one blow makes room for a line or closes a gap; scrolling takes several frames, unless they are few. */
const leastFollowed = 3
const coarseFrameMs = 90

interface Seen {
  readonly glance: Glance
  readonly change: Change
}

/** Tells distinct screens from typing, scrolling, spinners, ticking clocks and compression noise. */
export function followScreens(size: Size): ScreenFollower {
  const { grid } = size
  const track = trackChanges(grid)
  const scroll = findScroll(grid)
  const states = compareStates(grid)
  const most = grid.columns * grid.rows * scrollsFromShare
  let last: Seen | null = null
  let current: OpenScreen | null = null
  let picked = 0
  /** Begin of the calm in which `current` was found to stand; null while all moves. */
  let standsSinceMs: number | null = null
  let lastRestMs = 0
  /** Frames in which the page was seen to scroll since it last stood. */
  let followed = 0
  let followedMs = 0
  let waiting: Still | null = null
  let lastKept: { readonly still: Still; readonly luma: Uint8Array } | null = null

  const held = new Set<Still>()

  const letGoOfOthers = (): void => {
    for (const still of held) {
      if (still === waiting || still === lastKept?.still || current?.views.some((view) => view.still === still)) continue
      held.delete(still)
      still.letGo?.()
    }
  }

  const close = (untilMs: number): PickedScreen[] => {
    if (current === null) return []
    const ended = closeScreen(current, picked, untilMs, scroll.region(), size)
    if (ended === null) return []
    states.remember(current, ended.sameAs ?? picked)
    picked++
    return [ended]
  }
  const viewPx = () => (scroll.region() ? (scroll.region()?.bottom ?? 0) - (scroll.region()?.top ?? 0) : grid.heightPx)
  const fits = () => (Math.abs(scroll.offsetPx()) + grid.heightPx) * (size.heightPx / grid.heightPx) < tallestPx

  /** The last still, if it shows the same: what hardly differs from it gets no still of its own. */
  const alike = (luma: Uint8Array): Still | null => (lastKept && states.areAlike(lastKept.luma, luma) ? lastKept.still : null)

  /** Takes what stands since `sinceMs` for the same screen, the same one scrolled, a known or a new one. */
  const settle = ({ glance: { luma, ms }, change: { restless } }: Seen, sinceMs: number): PickedScreen[] => {
    const ended: PickedScreen[] = []
    const standing = current && states.compare(current, luma, restless)
    const isSame = standing?.is === 'same'
    const isScrolled = current !== null && !isSame && followed >= leastFollowed && scroll.follow(luma) && fits()
    if (current !== null && (isSame || isScrolled)) {
      current.isRevised ||= isScrolled || (standing?.is === 'same' && standing.revised)
      if (isScrolled) current.looks.push(luma)
      current.shown = luma
      current.endedMs = null
      current.changed.fill(0)
    } else {
      ended.push(...close(current?.endedMs ?? sinceMs))
      current = openScreen(grid, luma, sinceMs, states.recall(luma, restless))
      scroll.reset(luma)
    }
    followed = 0
    standsSinceMs = sinceMs
    lastRestMs = ms
    const still = waiting !== null && waiting.ms >= sinceMs ? waiting : alike(luma)
    if (still !== null) keepView(current, still, scroll.offsetPx(), true, viewPx())
    waiting = null
    return ended
  }

  /** All that happens when more than specks change. */
  const endCalm = (before: Seen, { glance, change }: Seen): PickedScreen[] => {
    const sinceMs = before.change.calmSinceMs
    const ended = glance.ms - sinceMs >= screenLastsMs ? settle(before, sinceMs) : []
    if (current !== null) {
      if (standsSinceMs !== null) current.endedMs = glance.ms
      for (const index of weighChange(grid, current.shown, glance.luma, change.changed)) current.changed[index] = 1
    }
    standsSinceMs = null
    waiting = null
    if (current !== null && change.changed.length > most && scroll.follow(glance.luma)) {
      followedMs = glance.ms
      followed += glance.ms - before.glance.ms >= coarseFrameMs ? leastFollowed : 1
    }
    return ended
  }

  /** Whether what moves has become something else, as against keys that light up while somebody types. */
  const isFilm = ({ glance: { luma }, change: { restless } }: Seen): boolean => {
    if (current === null) return true
    const standing = states.compare(current, luma, restless)
    return standing.is === 'new' && standing.share > filmShare
  }

  return {
    see(glance) {
      const seen: Seen = { glance, change: track(glance) }
      const before = last
      last = seen
      if (seen.change.broke) return before ? endCalm(before, seen) : []
      if (current !== null && standsSinceMs !== null) {
        lastRestMs = glance.ms
        const { restless } = seen.change
        for (let index = 0; index < restless.length; index++) {
          if (restless[index] === 0) continue
          current.moved[index] = 1
          if (restless[index] === 2) current.unsure[index] = 1
        }
      }
      const isCalm = glance.ms - seen.change.calmSinceMs >= screenLastsMs
      // Also when what moved by itself has come to rest: it may show something else now.
      return isCalm && standsSinceMs !== seen.change.calmSinceMs ? settle(seen, seen.change.calmSinceMs) : []
    },
    keep(still) {
      if (last === null) return []
      held.add(still)
      lastKept = { still, luma: last.glance.luma }
      if (current !== null && standsSinceMs !== null) keepView(current, still, scroll.offsetPx(), true, viewPx())
      else waiting = still
      if (current !== null && followed >= leastFollowed && scroll.isFollowing())
        keepView(current, still, scroll.offsetPx(), false, viewPx())
      const restedMs = Math.max(lastRestMs, followedMs)
      const isTooLong = standsSinceMs === null && still.ms - restedMs > restlessTooLongMs
      const ended = isTooLong && isFilm(last) ? settle(last, last.glance.ms) : []
      letGoOfOthers()
      return ended
    },
    end(endMs) {
      const stood = last !== null && (current === null || endMs - last.change.calmSinceMs >= screenLastsMs)
      const ended = last !== null && stood ? settle(last, last.change.calmSinceMs) : []
      return [...ended, ...close((standsSinceMs === null ? current?.endedMs : null) ?? endMs)]
    },
  }
}
