import { describe, expect, it } from 'vitest'
import type { TextLine } from '../../src/model/reading.js'
import { type MotionWatch, watchMotion } from '../../src/read/watch-motion.js'
import { hash, PaintedScreen, size } from './motion/painted-screen.js'

const fps = 30

/** Plays a painted film; `read` is what stands on the screen's bar at a time. */
function play(
  durationMs: number,
  paint: (ms: number) => PaintedScreen,
  { frameMs = 1000 / fps, read = null as ((ms: number, where: string) => string) | null } = {},
) {
  const watch = watchMotion(size)
  let stillMs = 0
  for (let at = 0; at * frameMs < durationMs; at++) {
    const ms = Math.round(at * frameMs)
    const screen = paint(ms)
    watch.see(screen.glanceAt(ms))
    if (read && ms >= stillMs) {
      stillMs += 250
      hear(watch, screen, ms, read)
    }
  }
  return watch.tell(durationMs)
}

function hear(watch: MotionWatch, screen: PaintedScreen, ms: number, read: (ms: number, where: string) => string) {
  for (const place of watch.wanted(screen.stillAt(ms))) {
    const text = read(ms, place.where)
    const [x, y, width] = place.box
    const line: TextLine = {
      text,
      confidence: 0.99,
      box: place.where === 'page' ? [0, 24, width, 30] : [24 - x, 9 - y, 75, 18],
      glyphs: [],
      steps: [],
      frameMs: null,
    }
    watch.heard(place, ms, text === '' ? [] : [line])
  }
}

const blank = () => new PaintedScreen().text(8, 3, '14:41').page(1)

function typed(count: number): PaintedScreen {
  const screen = new PaintedScreen().text(8, 3, '14:41').page(1).fill(6, 96, 168, 18, 245)
  for (let at = 0; at < count; at++) screen.sign(10 + at * 5, 102, 500 + at)
  return screen.fill(10 + count * 5, 101, 1, 8, 20)
}

/** When each of the keys came, at a hand's uneven pace. */
const keyTimes = Array.from({ length: 15 }, (_, at) => 500 + at * 190 + Math.round(hash(at) * 120))
const keysAt = (ms: number) => keyTimes.filter((time) => time <= ms).length

describe('watchMotion', () => {
  it.each([
    ['500 ms', 500],
    ['530 ms, as Windows has it', 530],
    ['250 ms, at double speed', 250],
    ['750 ms, slowed down', 750],
  ])('measures a text cursor that blinks every %s within 20 ms', (_, halfMs) => {
    const { blinking } = play(6000, (ms) => {
      const jitter = (hash(ms) - 0.5) * 24
      return Math.floor((ms + jitter) / halfMs) % 2 === 0 ? blank().fill(60, 200, 1, 9, 60) : blank()
    })
    expect(blinking).toHaveLength(1)
    expect(blinking[0]?.halfPeriodMs).toBeGreaterThan(halfMs - 20)
    expect(blinking[0]?.halfPeriodMs).toBeLessThan(halfMs + 20)
  })

  it.each([1, 2])('measures the cursor in the pauses of typing, where it only goes out now and then, at speed %i', (speed) => {
    const keys = [500, 700, 900, 1700, 1950, 2100, 3000, 3200, 4100, 4300, 4500]
    const film = (ms: number) => {
      const nowMs = ms * speed
      const count = keys.filter((key) => key <= nowMs).length
      const sinceMs = nowMs - (keys[count - 1] ?? 0)
      const screen = typed(count)
      return count > 0 && sinceMs % 1000 >= 500 ? screen.fill(10 + count * 5, 101, 1, 8, 245) : screen
    }
    const { blinking } = play(5000 / speed, film)
    expect(blinking.length).toBeGreaterThanOrEqual(1)
    for (const { halfPeriodMs } of blinking) expect(Math.abs(halfPeriodMs - 500 / speed)).toBeLessThan(25)
  })

  it('tells nothing of a cursor, jumps and fades where frames are too few', () => {
    const film = (ms: number) =>
      (ms < 4000 ? blank() : new PaintedScreen().page(2)).fill(60, 200, 1, Math.floor(ms / 500) % 2 === 0 ? 9 : 0, 60)
    const { blinking, jumps, fades } = play(8000, film, { frameMs: 250 })
    expect({ blinking, jumps, fades }).toEqual({ blinking: [], jumps: [], fades: [] })
  })

  it('sees a key typed character by character grow', () => {
    const { typing } = play(5000, (ms) => typed(keysAt(ms)))
    expect(typing).toHaveLength(1)
    expect(typing[0]).toMatchObject({ direction: 'grows' })
    expect(typing[0]?.steps).toBeGreaterThanOrEqual(13)
  })

  it('sees the same typing played backwards shrink', () => {
    const { typing } = play(5000, (ms) => typed(keysAt(5000 - ms)))
    expect(typing.map(({ direction }) => direction)).toEqual(['shrinks'])
  })

  it('takes no pasted value and no progress bar for typing', () => {
    expect(play(3000, (ms) => typed(ms < 1500 ? 0 : 15)).typing).toEqual([])
    expect(play(3000, (ms) => blank().fill(10, 200, Math.floor(ms / 30), 6, 90)).typing).toEqual([])
  })

  const pushed = (ms: number) => Math.round(240 * (1 - Math.exp(-Math.max(0, ms - 500) / 300)))

  it('sees a list that is pushed by hand slow down', () => {
    const { scrolling } = play(2500, (ms) => new PaintedScreen().text(8, 3, '14:41').page(1, pushed(ms)))
    expect(scrolling.map(({ pace }) => pace)).toEqual(['slows'])
    expect(Math.abs((scrolling[0]?.shiftPx ?? 0) - 720)).toBeLessThan(36)
  })

  it('sees the same list played backwards quicken', () => {
    const { scrolling } = play(2500, (ms) => new PaintedScreen().text(8, 3, '14:41').page(1, pushed(2500 - ms)))
    expect(scrolling.map(({ pace }) => pace)).toEqual(['quickens'])
    expect(scrolling[0]?.shiftPx).toBeLessThan(0)
  })

  it('tells a page that is replaced at once, and whether the bar went along', () => {
    const film = (clock: string) => (ms: number) => new PaintedScreen().text(8, 3, ms < 1500 ? '14:41' : clock).page(ms < 1500 ? 1 : 2)
    expect(play(3000, film('14:41')).jumps).toMatchObject([{ atMs: 1500, withStatusBar: false }])
    expect(play(3000, film('15:08')).jumps).toMatchObject([{ atMs: 1500, withStatusBar: true }])
  })

  it('takes no scrolling and no crossfade for a jump', () => {
    expect(play(2500, (ms) => new PaintedScreen().page(1, pushed(ms))).jumps).toEqual([])
    const crossfade = (ms: number) => {
      const [from, to] = [new PaintedScreen().page(1), new PaintedScreen().page(2)]
      const part = Math.min(1, Math.max(0, (ms - 1000) / 300))
      for (let at = 0; at < from.luma.length; at++)
        from.luma[at] = Math.round((from.luma[at] ?? 0) * (1 - part) + (to.luma[at] ?? 0) * part)
      return from
    }
    expect(play(2500, crossfade).jumps).toEqual([])
  })

  it('holds a still motionless through compression noise and key frames', () => {
    const noisy = (ms: number) => {
      const screen = blank()
      const atKeyFrame = Math.floor(ms / 2000)
      for (let at = 0; at < screen.luma.length; at++) {
        const level = screen.luma[at] ?? 0
        screen.luma[at] = Math.max(
          0,
          Math.min(255, level + Math.round((hash(at + atKeyFrame * 7) - 0.5) * 14 + (hash(at * 3 + ms) - 0.5) * 6)),
        )
      }
      return screen
    }
    expect(play(12_000, noisy).motionless).toEqual([{ atMs: 0, untilMs: 12_000 }])
  })

  it('never holds a screen motionless on which a cursor blinks or a minute passes', () => {
    const cursor = (ms: number) => (Math.floor(ms / 500) % 2 === 0 ? blank().fill(60, 200, 1, 9, 60) : blank())
    expect(play(8000, cursor).motionless).toEqual([])
    const minute = (ms: number) => new PaintedScreen().text(8, 3, ms < 4000 ? '14:41' : '14:42').page(1)
    expect(play(8000, minute).motionless).toEqual([
      { atMs: 0, untilMs: 4000 },
      { atMs: 4000, untilMs: 8000 },
    ])
  })

  it('measures how a toast comes quickly and goes slowly', () => {
    const film = (ms: number) => {
      const alpha = Math.max(0, Math.min(1, (ms - 1000) / 150, (3600 - ms) / 600))
      return blank().fill(40, 250, 100, 24, 40, alpha)
    }
    const { fades } = play(6000, film)
    expect(fades).toHaveLength(1)
    expect(Math.abs((fades[0]?.inMs ?? 0) - 130)).toBeLessThan(70)
    expect(Math.abs((fades[0]?.outMs ?? 0) - 560)).toBeLessThan(100)
  })
})

describe('watchMotion: clocks', () => {
  const clockAt = (ms: number) => (ms < 7310 ? '14:41' : '14:42')

  it('finds the frame of a minute tick', () => {
    const { clocks } = play(12_000, (ms) => new PaintedScreen().text(8, 3, clockAt(ms)).page(1), { read: clockAt })
    expect(clocks).toMatchObject([
      { text: '14:41', where: 'status-bar', untilMs: 7333 },
      { text: '14:42', where: 'status-bar', atMs: 7333, untilMs: 12_000 },
    ])
  })

  it('takes no network speed for a clock, and soon asks seldom', () => {
    let asks = 0
    const speedAt = (ms: number) => `${(hash(Math.floor(ms / 1000)) * 90 + 10).toFixed(1)}KB/s`
    const film = (ms: number) => new PaintedScreen().text(8, 3, speedAt(ms)).page(1)
    const read = (ms: number) => {
      asks++
      return speedAt(ms)
    }
    expect(play(60_000, film, { frameMs: 50, read }).clocks).toEqual([])
    expect(asks).toBeLessThan(12)
  })

  it('reads a countdown on the page a few times, at the frames where it changes', () => {
    const leftAt = (ms: number) => 60 - Math.floor(ms / 1000)
    const film = (ms: number) =>
      new PaintedScreen()
        .text(8, 3, '14:41')
        .page(1)
        .fill(6, 96, 168, 18, 245)
        .text(100, 102, String(leftAt(ms)))
    const { clocks } = play(30_000, film, { read: (ms, where) => (where === 'page' ? `${leftAt(ms)}s` : '14:41') })
    const counts = clocks.filter(({ where }) => where === 'page')
    expect(counts.length).toBeGreaterThanOrEqual(4)
    expect(counts.length).toBeLessThanOrEqual(9)
    for (const { atMs, text } of counts) expect(Math.abs(atMs - (60 - Number.parseInt(text, 10)) * 1000)).toBeLessThan(40)
  })
})
