import { readFileSync } from 'node:fs'
import sharp, { type Sharp } from 'sharp'
import { describe, expect, it } from 'vitest'
import type { Picture } from '../../src/ports.js'
import { normalise } from '../../src/read/normalise.js'
import type { PictureFormat } from '../../src/read/picture-format.js'
import { defaultReadLimits } from '../../src/read/read-limits.js'

async function decode(picture: Sharp, format: 'png' | 'jpeg' | 'webp' = 'png'): Promise<Picture> {
  return normalise('1', await picture.toFormat(format).toBuffer(), format, defaultReadLimits)
}

function colourAt({ widthPx, rgb }: Picture, x: number, y: number): number[] {
  return [...rgb.subarray((y * widthPx + x) * 3, (y * widthPx + x) * 3 + 3)]
}

/** Left half one colour, right half another. */
function halves(left: string, right: string): Sharp {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="20" height="20" fill="${left}"/><rect x="20" width="20" height="20" fill="${right}"/></svg>`
  return sharp(Buffer.from(svg))
}

describe('normalise', () => {
  it('turns a picture upright as its EXIF orientation says', async () => {
    const picture = await decode(halves('#f00', '#00f').removeAlpha().withMetadata({ orientation: 6 }))
    expect(picture).toMatchObject({ widthPx: 20, heightPx: 40 })
    expect(colourAt(picture, 10, 5)).toEqual([255, 0, 0])
    expect(colourAt(picture, 10, 35)).toEqual([0, 0, 255])
  })

  it('shows dark print on a transparent page on white', async () => {
    const picture = await decode(halves('#222', 'none'))
    expect(colourAt(picture, 30, 10)).toEqual([255, 255, 255])
  })

  it('never lets light print on a transparent page vanish', async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="60"><rect x="10" y="20" width="60" height="9" fill="#fff"/></svg>'
    const picture = await decode(sharp(Buffer.from(svg)))
    const [print = 0] = colourAt(picture, 30, 24)
    const [page = 0] = colourAt(picture, 150, 50)
    expect(print - page).toBeGreaterThan(150)
  })

  it.each<[string, () => Sharp, PictureFormat & ('png' | 'jpeg' | 'webp')]>([
    ['16 bits a channel', () => halves('#fff', '#000').toColourspace('rgb16'), 'png'],
    ['gray', () => halves('#fff', '#000').removeAlpha().toColourspace('b-w'), 'png'],
    ['CMYK', () => halves('#fff', '#000').removeAlpha().toColourspace('cmyk'), 'jpeg'],
    ['a palette', () => halves('#fff', '#000').png({ palette: true }), 'png'],
    ['another colour profile', () => halves('#fff', '#000').removeAlpha().withIccProfile('p3'), 'jpeg'],
  ])('gives 8-bit RGB for %s', async (_, draw, format) => {
    const picture = await decode(draw(), format)
    expect(picture.rgb).toHaveLength(40 * 20 * 3)
    for (const level of colourAt(picture, 5, 10)) expect(level).toBeGreaterThan(240)
    for (const level of colourAt(picture, 35, 10)) expect(level).toBeLessThan(45)
  })

  it('decodes HEIC without holding up the event loop', async () => {
    const bytes = readFileSync(new URL('../../fixtures/files/order-page.heic', import.meta.url))
    const decoding = normalise('1.heic', bytes, 'heic', defaultReadLimits)
    let turns = 0
    const timer = setInterval(() => turns++, 2)
    const picture = await decoding
    clearInterval(timer)
    expect(picture).toMatchObject({ widthPx: 320, heightPx: 200 })
    expect(colourAt(picture, 300, 150)).toEqual([255, 255, 255])
    expect(picture.rgb.some((level) => level < 60)).toBe(true)
    // A decoder on this thread would leave the loop no turn at all.
    expect(turns).toBeGreaterThan(10)
  })

  it('ends decoding that takes longer than allowed', async () => {
    const bytes = readFileSync(new URL('../../fixtures/files/order-page.heic', import.meta.url))
    const limits = { ...defaultReadLimits, decodeTimeoutMs: 1 }
    await expect(normalise('1.heic', bytes, 'heic', limits)).rejects.toMatchObject({ code: 'reading-timed-out' })
  })
})
