import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { Box } from '../../src/model/reading.js'
import type { Picture } from '../../src/ports.js'
import { coverScreen } from '../../src/report/cover-screen.js'
import { type GrayPicture, locateStraight } from '../../src/report/locate-patch.js'

const size = { width: 540, height: 700 }
const keyBox: Box = [60, 200, 330, 30]

/** A page with a key, moved down by so much, and a dialog over it from this height on. */
async function page({ at = 200, dialogFrom = 700, key = 'BBQVC-GKM38-8RGVH-RTW3Q' }): Promise<Picture> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="540" height="700"><rect width="540" height="700" fill="white"/>
<text x="60" y="${at + 24}" font-family="monospace" font-size="24">${key}</text><rect x="0" y="${dialogFrom}" width="540" height="300" fill="#3b6"/></svg>`
  const { data, info } = await sharp(Buffer.from(svg)).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return { widthPx: info.width, heightPx: info.height, rgb: new Uint8Array(data) }
}

async function grayOf({ rgb }: Picture): Promise<GrayPicture> {
  const luma = await sharp(rgb, { raw: { ...size, channels: 3 } })
    .toColourspace('b-w')
    .raw()
    .toBuffer()
  return { widthPx: size.width, heightPx: size.height, luma }
}

/** Covers the second screen, knowing only where the key stands on the first. */
async function cover(first: Picture, second: Picture, alsoIn: readonly number[] = []) {
  const grays = [await grayOf(first), await grayOf(second)]
  const covered = await coverScreen(1, second, [{ screen: 0, box: keyBox, alsoIn }], async (screen) => grays[screen] ?? null)
  return { covered, grays }
}

const upper: Box = [keyBox[0], keyBox[1], keyBox[2], keyBox[3] / 2]

describe('covering keys on the screens of a recording', () => {
  it('covers a key whose lower half a dialog hides, where no reader reads it', async () => {
    const [first, second] = [await page({}), await page({ dialogFrom: 217 })]
    const { covered, grays } = await cover(first, second)
    const [from] = grays
    if (!from) throw new Error('no screen')
    expect(locateStraight(from, upper, await grayOf(second))).not.toBeNull()
    expect(locateStraight(from, upper, await grayOf(covered))).toBeNull()
  })

  it('covers it where the page was scrolled under the dialog, too', async () => {
    const [first, second] = [await page({}), await page({ at: 320, dialogFrom: 337 })]
    const { covered, grays } = await cover(first, second)
    const [from] = grays
    if (!from) throw new Error('no screen')
    expect(locateStraight(from, upper, await grayOf(covered))).toBeNull()
  })

  it('leaves a screen as it is that shows nothing of the key', async () => {
    const [first, second] = [await page({}), await page({ key: '请输入产品密钥' })]
    const { covered } = await cover(first, second)
    expect(Buffer.compare(Buffer.from(covered.rgb), Buffer.from(second.rgb))).toBe(0)
  })

  it('makes a screen unreadable as a whole where a key is known to stand and cannot be found', async () => {
    const [first, second] = [await page({}), await page({ key: 'XYZ99' })]
    const { covered } = await cover(first, second, [1])
    expect(Buffer.compare(Buffer.from(covered.rgb), Buffer.from(second.rgb))).not.toBe(0)
  })
})
