import type { Box } from '../../model/reading.js'

/** Size of the glances of one recording. */
export interface GlanceSize {
  readonly widthPx: number
  readonly heightPx: number
}

/** A connected place that changed, in pixels of the glance; right and bottom exclusive. */
export interface Patch {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** A glance's size and that of the upright recording it was made from. */
export interface MotionSize {
  readonly glance: GlanceSize
  readonly widthPx: number
  readonly heightPx: number
}

/** The place of a glance in pixels of the upright recording. */
export function boxOfPatch({ left, top, right, bottom }: Patch, { glance, widthPx, heightPx }: MotionSize): Box {
  const across = widthPx / glance.widthPx
  const down = heightPx / glance.heightPx
  const x = Math.floor(left * across)
  const y = Math.floor(top * down)
  return [x, y, Math.min(widthPx, Math.ceil(right * across)) - x, Math.min(heightPx, Math.ceil(bottom * down)) - y]
}

/** The place of the recording in pixels of its glances, every touched pixel included. */
export function patchOfBox([x, y, width, height]: Box, { glance, widthPx, heightPx }: MotionSize): Patch {
  const across = glance.widthPx / widthPx
  const down = glance.heightPx / heightPx
  return {
    left: Math.floor(x * across),
    top: Math.floor(y * down),
    right: Math.min(glance.widthPx, Math.ceil((x + width) * across)),
    bottom: Math.min(glance.heightPx, Math.ceil((y + height) * down)),
  }
}

/** The smallest place that holds all of these. */
export function around(patches: readonly Patch[]): Patch {
  return {
    left: Math.min(...patches.map(({ left }) => left)),
    top: Math.min(...patches.map(({ top }) => top)),
    right: Math.max(...patches.map(({ right }) => right)),
    bottom: Math.max(...patches.map(({ bottom }) => bottom)),
  }
}

/** Whether two places touch. */
export function touches(a: Patch, b: Patch): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}

/** Mean difference of brightness in one place of two glances. */
export function meanDifference(a: Uint8Array, b: Uint8Array, { left, top, right, bottom }: Patch, widthPx: number): number {
  let sum = 0
  for (let y = top; y < bottom; y++) {
    for (let at = y * widthPx + left; at < y * widthPx + right; at++) sum += Math.abs((a[at] ?? 0) - (b[at] ?? 0))
  }
  return sum / Math.max(1, (right - left) * (bottom - top))
}

/** The commonest brightness in a place, which may reach over the edge of the glance: the ground on which something stands. */
export function groundOf(luma: Uint8Array, { left, top, right, bottom }: Patch, { widthPx, heightPx }: GlanceSize): number {
  const histogram = new Uint32Array(32)
  for (let y = Math.max(0, top); y < Math.min(heightPx, bottom); y++) {
    const end = y * widthPx + Math.min(widthPx, right)
    for (let at = y * widthPx + Math.max(0, left); at < end; at++) {
      const level = (luma[at] ?? 0) >> 3
      histogram[level] = (histogram[level] ?? 0) + 1
    }
  }
  return histogram.indexOf(Math.max(...histogram)) * 8 + 4
}
