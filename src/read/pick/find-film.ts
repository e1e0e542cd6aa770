import type { BlockGrid } from './block-grid.js'
import { type BlockGroup, boundsOf } from './group-blocks.js'

/** A place on the page, in blocks. */
export type Place = Omit<BlockGroup, 'blocks'>

/** A film within the page takes at most so much of it; more is the page itself that moves. */
const largestShare = 0.42
/** It plays for two such spells, through most of each, in much the same place; a toast that fades away does not. */
const spellMs = 600
const playsMs = 350
const leastFrames = 5
const samePlace = 0.6
/** A film that pauses for longer has ended. */
const restsMs = 500
/** In that time so much of the place changes at some moment: stray noise around a pulsing button does not, nor does a toast beside one. */
const filledShare = 0.7

interface Candidate {
  sinceMs: number
  earlier: Spell | null
  now: Spell | null
}

/** What changed within a spell. */
interface Spell {
  readonly place: Place
  readonly blocks: ReadonlySet<number>
  readonly frames: number
  readonly fromMs: number
  readonly toMs: number
}

/** Finds the places in which films play: something changes there again and again, here or there. A toast that comes up beside one is none. */
export function findFilms(grid: BlockGrid): (changed: readonly number[], ms: number) => readonly Place[] {
  const largest = grid.columns * grid.rows * largestShare
  let films: { place: Place; lastMs: number }[] = []
  let candidate: Candidate = { sinceMs: 0, earlier: null, now: null }

  const restart = (ms: number, earlier: Spell | null): void => {
    candidate = { sinceMs: ms, earlier, now: null }
  }
  const endSpell = (ms: number): void => {
    const { earlier, now } = candidate
    if (earlier && now && plays(earlier) && plays(now) && isOne(earlier, now)) {
      films.push({ place: around(earlier.place, now.place), lastMs: ms })
      restart(ms, null)
    } else restart(ms, now)
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
      const now = addTo(candidate.now, boundsOf(grid, others), others, ms)
      if (areaOf(now.place) > largest) restart(ms, null)
      else candidate = { ...candidate, now }
    }
    if (ms - candidate.sinceMs >= spellMs) endSpell(ms)
    return films.map(({ place }) => place)
  }
}

function addTo(spell: Spell | null, place: Place, blocks: readonly number[], ms: number): Spell {
  if (spell === null) return { place, blocks: new Set(blocks), frames: 1, fromMs: ms, toMs: ms }
  return {
    place: around(spell.place, place),
    blocks: new Set([...spell.blocks, ...blocks]),
    frames: spell.frames + 1,
    fromMs: spell.fromMs,
    toMs: ms,
  }
}

function plays({ frames, fromMs, toMs }: Spell): boolean {
  return frames >= leastFrames && toMs - fromMs >= playsMs
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
