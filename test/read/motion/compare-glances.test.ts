import { describe, expect, it } from 'vitest'
import { compareGlances } from '../../../src/read/motion/compare-glances.js'
import { glance, PaintedScreen } from './painted-screen.js'

const page = () => new PaintedScreen().page(1)

describe('compareGlances', () => {
  it('leaves the frames as they are, whatever kind of bytes they come in: others look at them too', () => {
    const size = { widthPx: 16, heightPx: 16 }
    const first = Buffer.alloc(256, 200)
    const compare = compareGlances(size)
    for (const [i, luma] of [first, Buffer.alloc(256, 20), Buffer.alloc(256, 120)].entries()) compare({ kind: 'glance', ms: i * 33, luma })
    expect(first.every((level) => level === 200)).toBe(true)
  })

  it('tells each place that changed, cut to its pixels', () => {
    const compare = compareGlances(glance)
    compare(page().glanceAt(0))
    const { patches } = compare(page().fill(30, 8, 10, 6, 90).fill(120, 300, 1, 9, 60).glanceAt(33))
    expect(patches).toHaveLength(2)
    expect(patches).toContainEqual({ left: 30, top: 8, right: 40, bottom: 14 })
  })

  it('lets a slow fade add up to changes', () => {
    const compare = compareGlances(glance)
    let changes = 0
    for (let at = 0; at <= 30; at++)
      changes +=
        compare(
          page()
            .fill(40, 8, 60, 12, 245 - at * 5)
            .glanceAt(at * 33),
        ).patches.length > 0
          ? 1
          : 0
    expect(changes).toBeGreaterThanOrEqual(4)
  })

  it('tells one place around all where most of the picture changed', () => {
    const compare = compareGlances(glance)
    compare(page().glanceAt(0))
    const { share, patches } = compare(page().fill(0, 0, 180, 390, 20, 0.6).glanceAt(33))
    expect(share).toBeGreaterThan(0.9)
    expect(patches).toEqual([{ left: 0, top: 0, right: 180, bottom: 390 }])
  })
})
