import type { Region } from './region.js'

type Point = readonly [x: number, y: number]

/**
 * The smallest turned rectangle around points, its longer side read as the direction of the text.
 * A blob that an upright box holds about as tightly is taken upright: on a screen text lies straight,
 * and the smallest rectangle of a short word leans for no reason.
 */
export function fitRectangle(points: readonly Point[]): Region {
  const upright = uprightBox(points)
  const hull = convexHull(points)
  let best = upright
  let bestArea = upright.width * upright.height * 0.85
  for (let i = 0; i < hull.length; i++) {
    const [ax, ay] = hull[i] ?? [0, 0]
    const [bx, by] = hull[(i + 1) % hull.length] ?? [0, 0]
    const turned = boxAtAngle(hull, Math.atan2(by - ay, bx - ax))
    const area = turned.width * turned.height
    if (area < bestArea) {
      best = turned
      bestArea = area
    }
  }
  return best
}

function uprightBox(points: readonly Point[]): Region {
  return boxAtAngle(points, 0)
}

function boxAtAngle(points: readonly Point[], edgeAngle: number): Region {
  // An edge may run along or across the text; a quarter turn keeps the angle within 45 degrees of level.
  const quarter = Math.PI / 2
  const angle = edgeAngle - Math.round(edgeAngle / quarter) * quarter
  const cos = Math.cos(angle)
  const sin = Math.sin(angle)
  let left = Infinity
  let right = -Infinity
  let top = Infinity
  let bottom = -Infinity
  for (const [x, y] of points) {
    const along = x * cos + y * sin
    const across = y * cos - x * sin
    left = Math.min(left, along)
    right = Math.max(right, along)
    top = Math.min(top, across)
    bottom = Math.max(bottom, across)
  }
  const along = (left + right) / 2
  const across = (top + bottom) / 2
  return { centreX: along * cos - across * sin, centreY: along * sin + across * cos, width: right - left, height: bottom - top, angle }
}

/** Andrew's monotone chain. */
function convexHull(points: readonly Point[]): Point[] {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1])
  return [...halfHull(sorted), ...halfHull(sorted.reverse())]
}

function halfHull(sorted: readonly Point[]): Point[] {
  const half: Point[] = []
  for (const point of sorted) {
    while (half.length > 1 && !turnsLeft(half.at(-2) ?? point, half.at(-1) ?? point, point)) half.pop()
    half.push(point)
  }
  half.pop()
  return half
}

function turnsLeft(a: Point, b: Point, c: Point): boolean {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]) > 0
}
