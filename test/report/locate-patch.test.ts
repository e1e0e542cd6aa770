import { describe, expect, it } from 'vitest'
import type { Box } from '../../src/model/reading.js'
import { type GrayPicture, locatePatch } from '../../src/report/locate-patch.js'

const [widthPx, heightPx] = [200, 300]

/** A page of fine strokes that are different everywhere, seen from `shiftX`, `shiftY`, darkened by `dim`. */
function page(shiftX = 0, shiftY = 0, dim = 1): GrayPicture {
  const luma = new Uint8Array(widthPx * heightPx)
  for (let y = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      const cell = Math.imul(Math.floor((x + shiftX + 1000) / 2), 0x85eb_ca6b) ^ Math.imul(Math.floor((y + shiftY + 1000) / 2), 0xc2b2_ae35)
      const mixed = Math.imul(cell ^ (cell >>> 15), 0x27d4_eb2f)
      luma[y * widthPx + x] = dim * (((mixed ^ (mixed >>> 13)) >>> 8) & 255)
    }
  }
  return { widthPx, heightPx, luma }
}

const box: Box = [60, 120, 90, 15]

describe('locatePatch', () => {
  it('finds what the box shows where it was, even behind the dimming of a dialog', () => {
    expect(locatePatch(page(), box, page())).toEqual(box)
    expect(locatePatch(page(), box, page(0, 0, 0.4))).toEqual(box)
  })

  it.each([
    [0, 60],
    [0, -90],
    [21, 33],
  ])('finds it again where the page has moved by %i, %i', (shiftX, shiftY) => {
    expect(locatePatch(page(), box, page(shiftX, shiftY))).toEqual([box[0] - shiftX, box[1] - shiftY, box[2], box[3]])
  })

  it('says so when it stands nowhere', () => {
    expect(locatePatch(page(), box, page(5000, 7000))).toBeNull()
    expect(locatePatch(page(), box, { ...page(), luma: new Uint8Array(widthPx * heightPx).fill(255) })).toBeNull()
  })
})
