import { describe, expect, it } from 'vitest'
import { placeRing, spreadOver } from '../../../src/console/desk/case/place-ring.js'

const node = (id: string) => ({ id, kind: 'case' as const, label: id })
const edge = (from: string, to: string) => ({ from, to, what: 'brings' })

describe('a ring', () => {
  it('stands around its case, each thing as many circles out as it is ties away', () => {
    const nodes = ['a', 'b', 'c', 'd', 'loose'].map(node)
    const placed = placeRing({ nodes, edges: [edge('a', 'b'), edge('c', 'a'), edge('c', 'd'), edge('d', 'd')] })
    const far = Object.fromEntries(placed.map(({ id, x, y }) => [id, Math.round(Math.hypot(x, y))]))
    expect(far).toEqual({ a: 0, b: 110, c: 110, d: 220, loose: 330 })
  })

  it('lets no two things stand in one place', () => {
    const nodes = Array.from({ length: 60 }, (_, at) => node(String(at)))
    const placed = placeRing({ nodes, edges: nodes.slice(1).map(({ id }) => edge('0', id)) })
    expect(new Set(placed.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`)).size).toBe(60)
  })

  it('fills its box from edge to edge, and stands in the middle where it has no width', () => {
    const placed = [
      { id: 'a', x: -110, y: 5 },
      { id: 'b', x: 0, y: 5 },
      { id: 'c', x: 110, y: 5 },
    ]
    expect(spreadOver(placed, 300, 200).map(({ x, y }) => [x, y])).toEqual([
      [0, 100],
      [150, 100],
      [300, 100],
    ])
  })
})
