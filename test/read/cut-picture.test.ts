import { describe, expect, it } from 'vitest'
import { cutPicture } from '../../src/read/cut-picture.js'

const picture = { widthPx: 4, heightPx: 3, rgb: Uint8Array.from({ length: 36 }, (_, i) => i) }

describe('cutPicture', () => {
  it('cuts rows and columns out whole', () => {
    expect(cutPicture(picture, [1, 1, 2, 2])).toEqual({
      widthPx: 2,
      heightPx: 2,
      rgb: Uint8Array.from([15, 16, 17, 18, 19, 20, 27, 28, 29, 30, 31, 32]),
    })
  })

  it('never reaches beyond the rim and always gives at least a pixel', () => {
    expect(cutPicture(picture, [-3, -3, 99, 99])).toEqual(picture)
    expect(cutPicture(picture, [50, 50, 0, 0])).toMatchObject({ widthPx: 1, heightPx: 1 })
  })
})
