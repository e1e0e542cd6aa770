import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  boxOnStage,
  lookAt,
  panBy,
  type Sizes,
  toPicture,
  toStage,
  turn,
  type View,
  wholePicture,
  zoomAt,
} from '../../../src/console/desk/viewer/view.js'

const sizes: Sizes = { stageWidth: 800, stageHeight: 600, width: 1080, height: 2340 }
const turns = fc.constantFrom<View['turns']>(0, 1, 2, 3)
const views = fc.record({
  zoom: fc.double({ min: 0.5, max: 40, noNaN: true }),
  centreX: fc.double({ min: 0, max: 1, noNaN: true }),
  centreY: fc.double({ min: 0, max: 1, noNaN: true }),
  turns,
})

describe('the view of a picture', () => {
  it('finds every pixel of the picture again from where it stands on the stage, however it is turned', () => {
    fc.assert(
      fc.property(views, fc.nat(1080), fc.nat(2340), (view, x, y) => {
        const [backX, backY] = toPicture(view, sizes, ...toStage(view, sizes, x, y))
        expect(backX).toBeCloseTo(x, 4)
        expect(backY).toBeCloseTo(y, 4)
      }),
    )
  })

  it('shows all of the picture at first, and after a turn', () => {
    for (const view of [wholePicture, turn(wholePicture), turn(turn(turn(wholePicture)))]) {
      const [x, y, width, height] = boxOnStage(view, sizes, [0, 0, sizes.width, sizes.height])
      expect(x).toBeGreaterThanOrEqual(-0.001)
      expect(y).toBeGreaterThanOrEqual(-0.001)
      expect(x + width).toBeLessThanOrEqual(800.001)
      expect(y + height).toBeLessThanOrEqual(600.001)
    }
  })

  it('keeps what is under the pointer there while it zooms', () => {
    const near = { ...wholePicture, zoom: 8 }
    const before = toPicture(near, sizes, 500, 200)
    const [x, y] = toPicture(zoomAt(near, sizes, 1.5, 500, 200), sizes, 500, 200)
    expect(x).toBeCloseTo(before[0], 4)
    expect(y).toBeCloseTo(before[1], 4)
  })

  it('never loses the picture out of sight, however far it is moved', () => {
    fc.assert(
      fc.property(views, fc.integer({ min: -9999, max: 9999 }), fc.integer({ min: -9999, max: 9999 }), (view, byX, byY) => {
        const [x, y] = toPicture(panBy(view, sizes, byX, byY), sizes, 400, 300)
        expect(x).toBeGreaterThanOrEqual(-0.01)
        expect(x).toBeLessThanOrEqual(1080.01)
        expect(y).toBeGreaterThanOrEqual(-0.01)
        expect(y).toBeLessThanOrEqual(2340.01)
      }),
    )
  })

  it('brings a box into sight whole, large enough to be read', () => {
    fc.assert(
      fc.property(turns, fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 2300 }), (by, left, top) => {
        const [x, y, width, height] = boxOnStage(lookAt({ ...wholePicture, turns: by }, sizes, [left, top, 180, 40]), sizes, [
          left,
          top,
          180,
          40,
        ])
        expect([x >= 0, y >= 0, x + width <= 800, y + height <= 600]).toEqual([true, true, true, true])
        expect(Math.min(width, height)).toBeGreaterThanOrEqual(15)
      }),
    )
  })
})
