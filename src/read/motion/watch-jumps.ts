import type { Jump } from '../../model/reading.js'
import type { GlanceChange } from './compare-glances.js'
import type { GlanceSize, MotionSize } from './glance-patch.js'

/**
 * Finds frames in which most of what stands on the picture is replaced at once, with rest before and after.
 * Nothing is told where frames lie too far apart (`finestMs`) to know that nothing came in between.
 */
export function watchJumps(size: MotionSize): { see(change: GlanceChange, scrolls: boolean): void; tell(finestMs: number): Jump[] } {
  const done: Jump[] = []
  let open: Jump | null = null
  let movedMs = Number.NEGATIVE_INFINITY
  const settle = () => {
    if (open && done.length < maxJumps) done.push(open)
    open = null
  }
  return {
    see(change, scrolls) {
      const { ms, share } = change
      if (open && ms - open.atMs > restMs) settle()
      if (share < movingShare) return
      const rested = ms - movedMs > restMs
      movedMs = ms
      // What goes on in the next frames is an animation.
      if (open) open = share > afterShare ? null : open
      else if (rested && !scrolls) open = jumpOf(change, size.glance)
    },
    tell(finestMs) {
      settle()
      return finestMs <= maxFrameMs ? done : []
    },
  }
}

const maxJumps = 500
const movingShare = 0.03
/** Codecs sharpen a new picture a little in the next frames. */
const afterShare = 0.025
const restMs = 120
const maxFrameMs = 110
const minReplaced = 0.5

function jumpOf(change: GlanceChange, size: GlanceSize): Jump | null {
  const share = replacedShare(change.before, change.luma, size)
  if (share < minReplaced) return null
  return { atMs: change.ms, share: Math.round(share * 100) / 100, withStatusBar: statusBarChanged(change, size) }
}

/** Which part of what stands on the one or the other (flat ground that stays does not count) is not the same on both. */
function replacedShare(before: Uint8Array, after: Uint8Array, { widthPx, heightPx }: GlanceSize): number {
  let standing = 0
  let replaced = 0
  for (let y = 0; y + cellPx <= heightPx; y += cellPx) {
    for (let x = 0; x + cellPx <= widthPx; x += cellPx) {
      const [differs, holds] = compareCell(before, after, y * widthPx + x, widthPx)
      if (differs) replaced++
      if (differs || holds) standing++
    }
  }
  return standing === 0 ? 0 : replaced / standing
}

const cellPx = 6

/** Whether a cell differs, and whether it holds anything before or after. */
function compareCell(before: Uint8Array, after: Uint8Array, from: number, widthPx: number): readonly [boolean, boolean] {
  let [low, high, lowAfter, highAfter, differing] = [255, 0, 255, 0, 0]
  for (let y = 0; y < cellPx; y++) {
    for (let at = from + y * widthPx; at < from + y * widthPx + cellPx; at++) {
      const a = before[at] ?? 0
      const b = after[at] ?? 0
      if (a < low) low = a
      if (a > high) high = a
      if (b < lowAfter) lowAfter = b
      if (b > highAfter) highAfter = b
      if (Math.abs(a - b) > 24) differing++
    }
  }
  return [differing >= 3, high - low > 40 || highAfter - lowAfter > 40]
}

/** Whether the signs in the bar (clock, icons) became others; another ground colour or inverted signs are the same bar. */
function statusBarChanged({ before, luma }: GlanceChange, { widthPx, heightPx }: GlanceSize): boolean {
  const isUpright = heightPx > widthPx
  const barPx = Math.round(isUpright ? widthPx * 0.075 : heightPx * 0.05)
  const top = isUpright ? 1 : heightPx - barPx
  const halves = isUpright ? [[0, 0.4] as const, [0.6, 1] as const] : [[0.82, 1] as const]
  return halves.some(([from, to]) => {
    const likeness = likenessOf(before, luma, Math.round(from * widthPx), Math.round(to * widthPx), top, top + barPx, widthPx)
    return likeness !== null && likeness < 0.8
  })
}

/** Correlation of two places without regard to its sign; null where one of them is empty. */
function likenessOf(
  a: Uint8Array,
  b: Uint8Array,
  left: number,
  right: number,
  top: number,
  bottom: number,
  widthPx: number,
): number | null {
  let [count, sumA, sumB, sumAA, sumBB, sumAB] = [0, 0, 0, 0, 0, 0]
  for (let y = top; y < bottom; y++) {
    for (let at = y * widthPx + left; at < y * widthPx + right; at++) {
      const levelA = a[at] ?? 0
      const levelB = b[at] ?? 0
      count++
      sumA += levelA
      sumB += levelB
      sumAA += levelA * levelA
      sumBB += levelB * levelB
      sumAB += levelA * levelB
    }
  }
  const varianceA = sumAA / count - (sumA / count) ** 2
  const varianceB = sumBB / count - (sumB / count) ** 2
  if (!(Math.min(varianceA, varianceB) > 36)) return null
  return Math.abs(sumAB / count - (sumA / count) * (sumB / count)) / Math.sqrt(varianceA * varianceB)
}
