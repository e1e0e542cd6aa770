import type { BlockGrid } from './block-grid.js'
import { type BlockGroup, boundsOf } from './group-blocks.js'

/** A place on the page, in blocks. */
export type Place = Omit<BlockGroup, 'blocks'>

/** A film within the page takes at most so much of it; more is the page itself that moves. */
const largestShare = 0.42
/** It plays for two such spells, in much the same place, with so many frames, and rests no longer than that. */
const spellMs = 600
const samePlace = 0.6
/** In that time so much of the place changes at some moment: stray noise around a pulsing button does not. */
const filledShare = 0.45
const leastFrames = 10
const restsMs = 500

interface Candidate {
  sinceMs: number
  frames: number
  earlier: Spell | null
  now: Spell | null
}

/** What changed within a spell. */
interface Spell {
  readonly place: Place
  readonly blocks: ReadonlySet<number>
}

/** Finds the places in which films play: something changes there again and again, here or there. A toast that comes up beside one is none. */
export function findFilms(grid: BlockGrid): (changed: readonly number[], ms: number) => readonly Place[] {
  const largest = grid.columns * grid.rows * largestShare
  let films: { place: Place; lastMs: number }[] = []
  let candidate: Candidate = { sinceMs: 0, frames: 0, earlier: null, now: null }

  const restart = (ms: number, earlier: Spell | null, frames: number): void => {
    candidate = { sinceMs: ms, frames, earlier, now: null }
  }
  const endSpell = (ms: number): void => {
    const { earlier, now, frames } = candidate
    if (earlier && now && frames >= leastFrames && isOne(earlier, now)) {
      films.push({ place: around(earlier.place, now.place), lastMs: ms })
      restart(ms, null, 0)
    } else restart(ms, now, now === null ? 0 : frames)
  }

  return (changed, ms) => {
    films = films.filter(({ lastMs }) => ms - lastMs <= restsMs)
    const others: number[] = []
    for (const index of changed) {
      const film = films.find(({ place }) => isWithin(grid, place, index))
      if (film) film.lastMs = ms
      else others.push(index)
    }
    if (others.length > 0) {
      const bounds = boundsOf(grid, others)
      const place = candidate.now ? around(candidate.now.place, bounds) : bounds
      const blocks = new Set([...(candidate.now?.blocks ?? []), ...others])
      if (areaOf(place) > largest) restart(ms, null, 0)
      else candidate = { ...candidate, now: { place, blocks }, frames: candidate.frames + 1 }
    }
    if (ms - candidate.sinceMs >= spellMs) endSpell(ms)
    return films.map(({ place }) => place)
  }
}

/** Whether two spells are of one film: much the same place, and most of it moves. */
function isOne(a: Spell, b: Spell): boolean {
  const whole = areaOf(around(a.place, b.place))
  const moving = new Set([...a.blocks, ...b.blocks]).size
  return areaOf(common(a.place, b.place)) >= samePlace * whole && moving >= filledShare * whole
}

function isWithin({ columns }: BlockGrid, { left, right, top, bottom }: Place, index: number): boolean {
  const x = index % columns
  const y = (index - x) / columns
  return x >= left && x <= right && y >= top && y <= bottom
}

function around(a: Place, b: Place): Place {
  return {
    left: Math.min(a.left, b.left),
    right: Math.max(a.right, b.right),
    top: Math.min(a.top, b.top),
    bottom: Math.max(a.bottom, b.bottom),
  }
}

function common(a: Place, b: Place): Place {
  return {
    left: Math.max(a.left, b.left),
    right: Math.min(a.right, b.right),
    top: Math.max(a.top, b.top),
    bottom: Math.min(a.bottom, b.bottom),
  }
}

function areaOf({ left, right, top, bottom }: Place): number {
  return Math.max(0, right - left + 1) * Math.max(0, bottom - top + 1)
}
