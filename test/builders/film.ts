import type { ContainerFacts } from '../../src/model/reading.js'
import type { Moment } from '../../src/ports.js'

/** A canvas the size of a glance of a phone: 180 × 390. */
export const filmWidthPx = 180
export const filmHeightPx = 390

/** Paints on a canvas of brightness; `ms` is the time within the shot. */
export type Paint = (canvas: Uint8Array, ms: number) => void

interface FilmOptions {
  readonly framesPerSecond?: number
  /** A frame only where something changes, as phone recorders write. */
  readonly isVariableRate?: boolean
  /** Compression noise, in levels of brightness. */
  readonly noise?: number
}

export interface Film {
  readonly moments: readonly Moment[]
  readonly durationMs: number
}

/** A recording made of shots: each painted for so long. Stills are the glances themselves, four a second. */
export function film(shots: readonly (readonly [forMs: number, ...paints: Paint[]])[], options: FilmOptions = {}): Film {
  const { framesPerSecond = 30, isVariableRate = false, noise = 0 } = options
  const moments: Moment[] = []
  const endMs = shots.reduce((sum, [forMs]) => sum + forMs, 0)
  const random = dice(7)
  let shown: Uint8Array | null = null
  let nextStillMs = 0
  const still = (ms: number, luma: Uint8Array): Moment => ({
    kind: 'still',
    ms,
    luma,
    picture: () => grayPicture(luma),
    strip: ({ top, bottom }) => {
      const { widthPx, rgb } = grayPicture(luma)
      return { widthPx, heightPx: bottom - top, rgb: rgb.slice(top * widthPx * 3, bottom * widthPx * 3) }
    },
  })
  for (let frame = 0; (frame * 1000) / framesPerSecond < endMs; frame++) {
    const ms = Math.round((frame * 1000) / framesPerSecond)
    for (; shown && nextStillMs < ms; nextStillMs += 250) moments.push(still(nextStillMs, shown))
    const luma = paintAt(shots, ms)
    if (noise > 0) for (let i = 0; i < luma.length; i++) luma[i] = clamp((luma[i] ?? 0) + (random() - 0.5) * 2 * noise)
    if (isVariableRate && shown && isSame(shown, luma)) continue
    moments.push({ kind: 'glance', ms, luma })
    shown = luma
    if (nextStillMs === ms) {
      moments.push(still(ms, luma))
      nextStillMs += 250
    }
  }
  for (; shown && nextStillMs < endMs; nextStillMs += 250) moments.push(still(nextStillMs, shown))
  return { moments, durationMs: endMs }
}

/** The container of such a film. */
export function filmFacts(durationMs: number | null): { glance: { widthPx: number; heightPx: number }; facts: ContainerFacts } {
  return {
    glance: { widthPx: filmWidthPx, heightPx: filmHeightPx },
    facts: {
      format: 'mp4',
      codec: 'h264',
      widthPx: filmWidthPx,
      heightPx: filmHeightPx,
      rotationDegrees: 0,
      durationMs,
      encoder: null,
      device: null,
      createdAt: null,
    },
  }
}

/** A page: a bar on top, then lines of print; each seed prints another text. `scrolledPx` moves the lines up under the bar. */
export function page(seed: number, scrolledPx: number | ((ms: number) => number) = 0): Paint {
  return (canvas, ms) => {
    canvas.fill(240)
    const offsetPx = Math.round(typeof scrolledPx === 'number' ? scrolledPx : scrolledPx(ms))
    for (let line = 0; line < 90; line++) {
      const random = dice(seed * 1009 + line * 31)
      const y = 50 + line * 22 - offsetPx
      const width = 40 + random() * 110
      for (let x = 14; x < 14 + width; x += 5) print(canvas, x, y, random)
    }
    fill(canvas, 0, 0, filmWidthPx, 44, 225)
    const random = dice(seed)
    for (let x = 60; x < 120; x += 6) print(canvas, x, 28, random)
  }
}

/** A filled box with a line of print. */
export function box(x: number, y: number, width: number, height: number, seed: number, ground = 60): Paint {
  return (canvas) => {
    fill(canvas, x, y, width, height, ground)
    const random = dice(seed)
    for (let at = x + 8; at < x + width - 10; at += 6) print(canvas, at, y + Math.floor(height / 2) - 3, random, ground < 128 ? 230 : 30)
  }
}

/** Print that differs for each seed, without a ground. */
export function word(x: number, y: number, characters: number, seed: number): Paint {
  return (canvas) => {
    const random = dice(seed)
    for (let i = 0; i < characters; i++) print(canvas, x + i * 6, y, random)
  }
}

/** Fills a box with one brightness. */
export function fill(canvas: Uint8Array, x: number, y: number, width: number, height: number, luma: number): void {
  for (let row = Math.max(0, y); row < Math.min(filmHeightPx, y + height); row++) {
    for (let column = Math.max(0, x); column < Math.min(filmWidthPx, x + width); column++) canvas[row * filmWidthPx + column] = luma
  }
}

/** Mixes a paint over what is there: 0 leaves the ground, 1 shows it whole. */
export function faded(paint: Paint, opacityAt: (ms: number) => number): Paint {
  return (canvas, ms) => {
    const over = Uint8Array.from(canvas)
    paint(over, ms)
    const opacity = Math.min(1, Math.max(0, opacityAt(ms)))
    for (let i = 0; i < canvas.length; i++) canvas[i] = Math.round((canvas[i] ?? 0) * (1 - opacity) + (over[i] ?? 0) * opacity)
  }
}

/** A seeded source of numbers from 0 to 1. */
export function dice(seed: number): () => number {
  let state = (seed * 2654435761) >>> 0 || 1
  return () => {
    state ^= state << 13
    state >>>= 0
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return state / 4294967296
  }
}

/** Something like a character: 4 × 7 px, its own pattern. */
function print(canvas: Uint8Array, x: number, y: number, random: () => number, ink = 40): void {
  for (let row = 0; row < 7; row++) {
    for (let column = 0; column < 4; column++) {
      if (random() < 0.55) fill(canvas, Math.round(x) + column, y + row, 1, 1, ink)
    }
  }
}

function paintAt(shots: readonly (readonly [forMs: number, ...paints: Paint[]])[], ms: number): Uint8Array {
  const canvas = new Uint8Array(filmWidthPx * filmHeightPx)
  let startMs = 0
  for (const [forMs, ...paints] of shots) {
    if (ms < startMs + forMs) {
      for (const paint of paints) paint(canvas, ms - startMs)
      break
    }
    startMs += forMs
  }
  return canvas
}

function grayPicture(luma: Uint8Array) {
  const rgb = new Uint8Array(luma.length * 3)
  for (let i = 0; i < luma.length; i++) rgb.fill(luma[i] ?? 0, i * 3, i * 3 + 3)
  return { widthPx: filmWidthPx, heightPx: filmHeightPx, rgb }
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0
}

function clamp(value: number): number {
  return Math.max(0, Math.min(255, Math.round(value)))
}
