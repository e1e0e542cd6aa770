import { describe, expect, it } from 'vitest'
import type { Rows } from '../../../src/ports.js'
import { stitchViews, type View } from '../../../src/read/pick/stitch-views.js'

const widthPx = 120
const heightPx = 400
/** A glance is a quarter of the size: its offsets are up to 2 px off. */
const glanceHeightPx = 100

/** A page 1000 rows long under a bar of 40 rows and over one of 20; each row has its own pattern. */
function viewAt(offsetPx: number, atRest: boolean, glanceOffsetPx = Math.round(offsetPx / 4)): View {
  const luma = new Uint8Array(widthPx * heightPx)
  for (let y = 0; y < heightPx; y++) {
    const row = y < 40 ? 5000 + y : y >= 380 ? 7000 + y : y - 40 + offsetPx
    for (let x = 0; x < widthPx; x++) luma[y * widthPx + x] = inkAt(row, x)
  }
  const rgb = new Uint8Array(luma.length * 3)
  for (let i = 0; i < luma.length; i++) rgb.fill(luma[i] ?? 0, i * 3, i * 3 + 3)
  const picture = () => ({ widthPx, heightPx, rgb })
  const strip = ({ top, bottom }: Rows) => ({ widthPx, heightPx: bottom - top, rgb: rgb.slice(top * widthPx * 3, bottom * widthPx * 3) })
  return { still: { kind: 'still', ms: offsetPx, luma, picture, strip }, offsetPx: glanceOffsetPx, atRest }
}

function inkAt(row: number, x: number): number {
  return ((row * 7919 + x * 104_729 + row * x * 31) >>> 3) % 256
}

const region = { top: 10, bottom: 95 }

describe('stitchViews', () => {
  it('joins views to the pixel although offsets are known only roughly', () => {
    const picture = stitchViews([viewAt(0, true), viewAt(211, true, 53), viewAt(434, true, 108)], region, glanceHeightPx)
    expect(picture.heightPx).toBe(400 + 434)
    for (const y of [45, 250, 251, 300, 500, 700, 810]) expect(picture.rgb[y * widthPx * 3]).toBe(inkAt(y - 40, 0))
    expect(picture.rgb[20 * widthPx * 3]).toBe(inkAt(5020, 0))
    expect(picture.rgb[(434 + 390) * widthPx * 3]).toBe(inkAt(7390, 0))
  })

  it('also when the page was scrolled up from where it first stood', () => {
    const picture = stitchViews([viewAt(300, true, 0), viewAt(100, true, -50)], region, glanceHeightPx)
    expect(picture.heightPx).toBe(600)
    expect(picture.rgb[60 * widthPx * 3]).toBe(inkAt(120, 0))
  })

  it('lets the parts meet where no view shows what lies between', () => {
    const picture = stitchViews([viewAt(0, true), viewAt(600, true)], region, glanceHeightPx)
    expect(picture.heightPx).toBe(400 + 340)
  })
})
