import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { orderLines } from '../../../../src/adapters/text-reader/pp-ocr/order-lines.js'
import type { Box } from '../../../../src/model/reading.js'

const named = (name: string, ...box: [number, number, number, number]) => ({ name, box: box as Box })

describe('reading order', () => {
  it('goes row by row, each from the left, though neighbours stand a little higher', () => {
    const lines = [
      named('value', 400, 96, 200, 40),
      named('label', 20, 100, 120, 32),
      named('title', 300, 20, 200, 50),
      named('next', 20, 160, 120, 32),
    ]
    expect(orderLines(lines).map(({ name }) => name)).toEqual(['title', 'label', 'value', 'next'])
  })

  it('reads two small lines beside a tall one from the top', () => {
    const lines = [named('lower', 200, 60, 100, 20), named('icon', 20, 20, 80, 60), named('upper', 200, 20, 100, 20)]
    expect(orderLines(lines).map(({ name }) => name)).toContain('icon')
    const order = orderLines(lines).map(({ name }) => name)
    expect(order.indexOf('upper')).toBeLessThan(order.indexOf('lower'))
  })

  it('keeps every line once', () => {
    const box = fc.tuple(fc.nat(1000), fc.nat(1000), fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 80 }))
    fc.assert(
      fc.property(fc.array(box), (boxes) => {
        const lines = boxes.map((each) => ({ box: each as Box }))
        expect(new Set(orderLines(lines))).toEqual(new Set(lines))
        expect(orderLines(lines)).toHaveLength(lines.length)
      }),
    )
  })
})
