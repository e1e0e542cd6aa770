import { describe, expect, it } from 'vitest'
import type { Moment } from '../../src/ports.js'
import { pickFrames } from '../../src/read/pick-frames.js'
import type { PickedScreen } from '../../src/read/picked-screen.js'
import { box, dice, type Film, faded, fill, film, filmFacts, filmHeightPx, filmWidthPx, type Paint, page, word } from '../builders/film.js'

describe('pickFrames', () => {
  it('gives each page once, from the frame it first stands on to the first frame of the next', async () => {
    const picked = await pick(
      film([
        [2000, page(1)],
        [3000, page(2)],
        [2000, page(3)],
      ]),
    )
    expect(times(picked)).toEqual([
      [0, 2000, null],
      [2000, 5000, null],
      [5000, 7000, null],
    ])
  })

  it('gives a dialog as a screen of its own, and the page under it again when it closes', async () => {
    const picked = await pick(
      film([
        [2000, page(1)],
        [1500, page(1), box(20, 150, 140, 90, 5)],
        [2000, page(1)],
      ]),
    )
    expect(times(picked)).toEqual([
      [0, 2000, null],
      [2000, 3500, null],
      [3500, 5500, 0],
    ])
    expect(picked[2]?.picture).toBeNull()
  })

  it('finds a toast that stands for 300 ms, also at a variable rate', async () => {
    const shots = [
      [2100, page(1)],
      [300, page(1), box(50, 300, 80, 20, 5)],
      [2000, page(1)],
    ] as const
    for (const isVariableRate of [false, true]) {
      const picked = await pick(film(shots, { isVariableRate }))
      expect(times(picked)).toEqual([
        [0, 2100, null],
        [2100, 2400, null],
        [2400, 4400, 0],
      ])
    }
  })

  it('takes a flash of 150 ms for no screen', async () => {
    const picked = await pick(
      film([
        [2000, page(1)],
        [150, page(1), box(50, 300, 80, 20, 5)],
        [2000, page(1)],
      ]),
    )
    expect(times(picked)).toEqual([[0, 4150, null]])
  })

  it('takes a fade for no screen: the page begins where it stands whole', async () => {
    const fading = faded(page(2), (ms) => ms / 300)
    const picked = await pick(
      film([
        [2000, page(1)],
        [300, page(1), fading],
        [2000, page(2)],
      ]),
    )
    expect(picked).toHaveLength(2)
    expect(picked[0]?.untilMs).toBeGreaterThanOrEqual(2000)
    expect(picked[0]?.untilMs).toBeLessThan(2120)
    expect(Math.abs((picked[1]?.frameMs ?? 0) - 2300)).toBeLessThanOrEqual(70)
  })

  it.each([0, 4, 7])('sees neither noise of ±%i nor a ticking clock nor a cursor as a screen', async (noise) => {
    const clock: Paint = (canvas, ms) => word(8, 6, 5, ms < 4000 ? 1 : 2)(canvas, ms)
    const cursor: Paint = (canvas, ms) => Math.floor(ms / 500) % 2 || fill(canvas, 60, 100, 1, 10, 0)
    const picked = await pick(film([[8000, page(1), clock, cursor]], { noise }))
    expect(times(picked)).toEqual([[0, 8000, null]])
  })

  it('lets typing belong to the screen it happens in, whose picture shows what stood there in the end', async () => {
    const field: Paint = (canvas) => fill(canvas, 10, 196, 160, 20, 250)
    const typed = (n: number): Paint => (n === 0 ? () => {} : word(14, 202, n, 77))
    const pausesMs = [700, 180, 240, 310, 130, 420, 260, 190, 350, 220]
    const shots = [[1500, page(1), field] as const, ...pausesMs.map((ms, i) => [ms, page(1), field, typed(i + 1)] as const)]
    const picked = await pick(film([...shots, [1500, page(1), field, typed(11)], [1500, page(2)]]))
    expect(picked).toHaveLength(2)
    expect(shows(picked[0], typed(11), [14, 202, 60, 7], page(1), field)).toBe(true)
  })

  it('keeps what was typed when sending it empties the field', async () => {
    const field: Paint = (canvas) => fill(canvas, 10, 196, 160, 20, 250)
    const typed = (n: number): Paint => word(14, 202, n, 77)
    const shots = Array.from({ length: 12 }, (_, i) => [220, page(1), field, typed(i + 1)] as const)
    const picked = await pick(film([[1000, page(1), field], ...shots, [900, page(1), field, typed(12)], [2000, page(1), field]]))
    expect(picked.some((screen) => shows(screen, typed(12), [14, 202, 60, 7], page(1), field))).toBe(true)
  })

  it('takes a pasted value and an inline error for screens', async () => {
    const field: Paint = (canvas) => fill(canvas, 10, 196, 160, 20, 250)
    const picked = await pick(
      film([
        [1500, page(1), field],
        [1500, page(1), field, word(14, 202, 22, 3)],
        [1500, page(1), field, word(14, 202, 22, 3), word(14, 219, 12, 4)],
      ]),
    )
    expect(times(picked)).toEqual([
      [0, 1500, null],
      [1500, 3000, null],
      [3000, 4500, null],
    ])
  })

  it('takes neither a spinner nor a pulsing button nor a film within the page for screens', async () => {
    const spinner: Paint = (canvas, ms) => {
      const angle = ms / 160
      for (let r = 4; r < 9; r++) fill(canvas, Math.round(90 + Math.cos(angle) * r), Math.round(200 + Math.sin(angle) * r), 2, 2, 0)
    }
    const pulsing: Paint = (canvas, ms) => fill(canvas, 40, 340, 100, 24, Math.round(150 + 60 * Math.sin(ms / 180)))
    const clip: Paint = (canvas, ms) => {
      const random = dice(Math.floor(ms / 34) + 1)
      for (let y = 60; y < 150; y += 6) for (let x = 10; x < 170; x += 6) fill(canvas, x, y, 6, 6, Math.round(random() * 255))
    }
    for (const moving of [spinner, pulsing, clip]) {
      const picked = await pick(
        film([
          [1500, page(1)],
          [4000, page(1), moving],
          [1500, page(1)],
          [1500, page(2)],
        ]),
      )
      expect(picked.map(({ sameAs }) => sameAs)).toEqual([null, null])
    }
  })

  it('reads a scrolled page once, as one tall picture', async () => {
    const eased = (from: number, by: number, forMs: number) => (ms: number) => from + by * (1 - (1 - ms / forMs) ** 3)
    const picked = await pick(
      film([
        [1500, page(1)],
        [900, page(1, eased(0, 180, 900))],
        [800, page(1, 180)],
        [900, page(1, eased(180, 240, 900))],
        [1200, page(1, 420)],
        [1500, page(2)],
      ]),
    )
    expect(picked.map(({ sameAs }) => sameAs)).toEqual([null, null])
    const [tall] = picked
    expect(Math.abs((tall?.heightPx ?? 0) - (filmHeightPx + 420))).toBeLessThanOrEqual(2)
    expect(tall?.picture?.heightPx).toBe(tall?.heightPx)
  })

  it('picks something of a recording that never rests', async () => {
    const shots = Array.from({ length: 30 }, (_, i) => [160, page(i + 1)] as const)
    const picked = await pick(film(shots))
    expect(picked.length).toBeGreaterThanOrEqual(3)
    expect(picked.every(({ picture }) => picture !== null)).toBe(true)
  })

  it('gives nothing for nothing', async () => {
    expect(await pick({ moments: [], durationMs: 0 })).toEqual([])
  })
})

async function pick({ moments, durationMs }: Film): Promise<PickedScreen[]> {
  const opened = filmFacts(durationMs)
  const picked: PickedScreen[] = []
  for await (const screen of pickFrames(opened, inTurn(moments))) picked.push(screen)
  return picked
}

async function* inTurn(moments: readonly Moment[]): AsyncGenerator<Moment> {
  yield* moments
}

function times(screens: readonly PickedScreen[]) {
  return screens.map(({ frameMs, untilMs, sameAs }) => [frameMs, Math.round(untilMs / 50) * 50, sameAs])
}

/** Whether the picture of a screen shows a paint in a box, over its grounds. */
function shows(screen: PickedScreen | undefined, paint: Paint, [x, y, width, height]: readonly number[], ...grounds: Paint[]): boolean {
  if (!screen?.picture) return false
  const expected = new Uint8Array(filmWidthPx * filmHeightPx)
  for (const one of [...grounds, paint]) one(expected, 0)
  for (let row = y ?? 0; row < (y ?? 0) + (height ?? 0); row++) {
    for (let column = x ?? 0; column < (x ?? 0) + (width ?? 0); column++) {
      const at = row * filmWidthPx + column
      if (expected[at] !== screen.picture.rgb[at * 3]) return false
    }
  }
  return true
}
