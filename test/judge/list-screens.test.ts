import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { listScreens } from '../../src/judge/list-screens.js'
import { traceScreens } from '../../src/judge/trace-screens.js'
import { line, reading } from '../builders/picture.js'
import { record } from '../builders/recording.js'

describe('listScreens', () => {
  it('gives a still as one page, itself', () => {
    const still = reading('evidence/1.png', [line('a'), line('b')])
    expect(listScreens(still)).toEqual([{ screen: 0, frameMs: 0, page: still, lines: [0, 1] }])
  })

  it('gives every distinct screen once, with the lines it shows in reading order', () => {
    const shots = [
      {
        atMs: 0,
        lines: [
          { text: 'head', y: 100 },
          { text: 'foot', y: 900 },
        ],
      },
      {
        atMs: 3000,
        lines: [
          { text: 'head', y: 100 },
          { text: 'dialog', y: 500 },
          { text: 'foot', y: 900 },
        ],
      },
      { atMs: 6000, lines: [], sameAs: 0 },
    ]
    expect(listScreens(record(shots, 9000)).map(({ screen, page }) => [screen, page.lines.map(({ text }) => text)])).toEqual([
      [0, ['head', 'foot']],
      [1, ['head', 'dialog', 'foot']],
    ])
  })

  it('loses no line, whatever screens and times a reading names', () => {
    const ms = fc.integer({ min: 0, max: 9000 })
    const shownIn = fc.option(fc.array(fc.nat(9), { maxLength: 3 }), { nil: undefined })
    const lines = fc.array(fc.record({ frameMs: fc.option(ms), untilMs: fc.option(ms, { nil: undefined }), shownIn }), {
      minLength: 1,
      maxLength: 12,
    })
    fc.assert(
      fc.property(lines, fc.array(ms, { maxLength: 5 }), (wild, starts) => {
        const screens = starts.map((frameMs, index) => ({
          index,
          frameMs,
          untilMs: 9000,
          sameAs: null,
          pictureMs: frameMs,
          heightPx: 2340,
        }))
        const all = wild.map(({ frameMs, untilMs, shownIn: shown }, i) => ({
          ...line(`line ${i}`, { y: i * 50 }),
          frameMs,
          ...(untilMs === undefined ? {} : { untilMs }),
          ...(shown === undefined ? {} : { shownIn: shown }),
        }))
        const pages = listScreens(reading('evidence/2.mp4', all, { media: 'recording', screens }))
        expect(new Set(pages.flatMap((page) => page.lines)).size).toBe(all.length)
        for (const { page, lines: numbers } of pages) expect(page.lines).toEqual(numbers.map((number) => all[number]))
      }),
    )
  })
})

describe('traceScreens', () => {
  const shot = (atMs: number, sameAs?: number) => ({ atMs, lines: [], ...(sameAs === undefined ? {} : { sameAs }) })

  it('takes an uncovered page for a return, and a dialog that comes again for news', () => {
    const trace = traceScreens(record([shot(0), shot(1000), shot(2000, 0), shot(3000), shot(4000, 0), shot(5000, 1)], 6000))
    expect(trace.map(({ screen, isReturn }) => [screen, isReturn])).toEqual([
      [0, false],
      [1, false],
      [0, true],
      [3, false],
      [0, true],
      [1, false],
    ])
  })
})
