import type { CaseSheet } from '../../../client/answers.js'

type Ring = CaseSheet['ring']

/** Where a thing stands: the case in the middle, what it touches around it, what that touches farther out. */
export interface Placed {
  readonly id: string
  readonly x: number
  readonly y: number
}

const stepPx = 110

/** Places a ring around its first node, on one circle for each step away from it. */
export function placeRing({ nodes, edges }: Pick<Ring, 'nodes' | 'edges'>): readonly Placed[] {
  const steps = stepsFrom(nodes[0]?.id ?? '', edges)
  const farthest = Math.max(0, ...steps.values())
  const stepOf = (id: string) => steps.get(id) ?? farthest + 1
  return nodes.map(({ id }) => {
    const step = stepOf(id)
    const circle = nodes.filter((other) => stepOf(other.id) === step)
    // Each circle is turned a little, so that names do not stand in a row.
    const angle = (2 * Math.PI * circle.findIndex((other) => other.id === id)) / circle.length + step / 3
    return { id, x: Math.cos(angle) * step * stepPx, y: Math.sin(angle) * step * stepPx }
  })
}

/** The same over all of a box of that size: a net that is stretched to it would have its forms stretched, too. */
export function spreadOver(places: readonly Placed[], widthPx: number, heightPx: number): readonly Placed[] {
  const over = (of: (place: Placed) => number, sizePx: number) => {
    const [least, most] = [Math.min(...places.map(of)), Math.max(...places.map(of))]
    return (place: Placed) => (most > least ? ((of(place) - least) / (most - least)) * sizePx : sizePx / 2)
  }
  const [across, down] = [over(({ x }) => x, widthPx), over(({ y }) => y, heightPx)]
  return places.map((place) => ({ id: place.id, x: across(place), y: down(place) }))
}

/** How many ties each is away from the first. */
function stepsFrom(first: string, edges: Ring['edges']): ReadonlyMap<string, number> {
  const steps = new Map([[first, 0]])
  // A Map goes on to what is added while it is walked.
  for (const [id, step] of steps)
    for (const { from, to } of edges) {
      const other = from === id ? to : to === id ? from : null
      if (other !== null && !steps.has(other)) steps.set(other, step + 1)
    }
  return steps
}
