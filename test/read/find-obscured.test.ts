import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Box, TextLine } from '../../src/model/reading.js'
import { findObscured } from '../../src/read/find-obscured.js'
import { takeGray } from '../../src/read/take-gray.js'
import { drawPage, pictureOf, valueTop } from './drawn.js'
import { lineOf } from './fake-reader.js'

/** Where the order number stands on the drawn page. */
const value: Box = [296, valueTop(0) - 4, 270, 36]

/** What a reader finds on the drawn page once the order number is hidden. */
const lines: readonly TextLine[] = [
  lineOf('订单详情', [300, 48, 146, 38]),
  lineOf('订单编号', [40, valueTop(0), 112, 30]),
  ...['商品', '创建时间', '付款时间', '实付款'].flatMap((label, at) => [
    lineOf(label, [40, valueTop(at + 1), label.length * 28, 30]),
    lineOf('2026-11-20 14:22', [300, valueTop(at + 1), 260, 30]),
  ]),
  lineOf('申请售后', [514, 800, 112, 30]),
]
const shownNumber = lineOf('DD7K2M9QX4B81TZA', [300, valueTop(0), 262, 30])

async function find(file: Buffer, known: readonly TextLine[] = lines): Promise<Box[]> {
  return findObscured(await takeGray(await pictureOf(file)), Promise.resolve(known))
}

/** The page with one place of it redrawn. */
async function redraw(page: Buffer, [left, top, width, height]: Box, change: (place: Buffer) => Promise<Buffer>): Promise<Buffer> {
  const place = await sharp(page).extract({ left, top, width, height }).png().toBuffer()
  return sharp(page)
    .composite([{ input: await change(place), left, top }])
    .png()
    .toBuffer()
}

const pixelate = (cellPx: number) => async (place: Buffer) => {
  const { width, height } = await sharp(place).metadata()
  const small = await sharp(place)
    .resize(Math.round(width / cellPx), Math.round(height / cellPx), { fit: 'fill', kernel: 'mitchell' })
    .png()
    .toBuffer()
  return sharp(small)
    .resize(Math.round(width / cellPx) * cellPx, Math.round(height / cellPx) * cellPx, { kernel: 'nearest' })
    .extract({
      left: 0,
      top: 0,
      width: Math.min(width, Math.round(width / cellPx) * cellPx),
      height: Math.min(height, Math.round(height / cellPx) * cellPx),
    })
    .png()
    .toBuffer()
}

const blur = (sigma: number) => (place: Buffer) => sharp(place).blur(sigma).png().toBuffer()

const bar = (colour: string, radius = 0) =>
  drawPage({ extra: `<rect x="${value[0]}" y="${value[1]}" width="${value[2]}" height="${value[3]}" rx="${radius}" fill="${colour}"/>` })

/** At least half of the hidden value is found, and nothing away from it. */
function expectFound(found: readonly Box[]): void {
  const [left, top, width, height] = value
  const covered = found.map((box) => Math.min(box[0] + box[2], left + width) - Math.max(box[0], left))
  expect(covered.reduce((sum, px) => sum + px, 0)).toBeGreaterThan(width / 2)
  for (const box of found) {
    expect(Math.min(box[1] + box[3], top + height) - Math.max(box[1], top)).toBeGreaterThan(height * 0.2)
    expect(box[0]).toBeGreaterThan(left - 48)
    expect(box[0] + box[2]).toBeLessThan(left + width + 48)
  }
}

describe('findObscured', () => {
  let page: Buffer
  beforeAll(async () => {
    page = await drawPage()
  })

  it('finds nothing on an ordinary page, as PNG, as JPEG and scaled', async () => {
    const known = [...lines, shownNumber]
    expect(await find(page, known)).toEqual([])
    expect(await find(await sharp(page).jpeg({ quality: 60 }).toBuffer(), known)).toEqual([])
    const half = known.map((line) => lineOf(line.text, line.box.map((px) => px / 2) as unknown as Box))
    expect(await find(await sharp(page).resize(360).png().toBuffer(), half)).toEqual([])
  })

  it.each([8, 9, 12, 16])('finds a value under a mosaic of %i px cells', async (cellPx) => {
    expectFound(await find(await redraw(page, value, pixelate(cellPx))))
  })

  it('finds a mosaic after a chat app’s JPEG', async () => {
    const hidden = await redraw(page, value, pixelate(9))
    expectFound(await find(await sharp(hidden).jpeg({ quality: 80 }).toBuffer()))
  })

  it.each([
    ['black', '#000', 0],
    ['red', '#e02020', 0],
    ['rounded gray', '#777', 8],
  ])('finds a value under a %s bar', async (_, colour, radius) => {
    expectFound(await find(await bar(colour, radius)))
    expectFound(
      await find(
        await sharp(await bar(colour, radius))
          .jpeg({ quality: 75 })
          .toBuffer(),
      ),
    )
  })

  it.each([5, 7])('finds a value blurred by sigma %i where the rest is sharp', async (sigma) => {
    const around: Box = [value[0] - 16, value[1] - 12, value[2] + 32, value[3] + 24]
    expectFound(await find(await redraw(page, around, blur(sigma))))
  })

  it('says nothing of a picture that is blurred all over', async () => {
    expect(await find(await sharp(page).blur(5).png().toBuffer())).toEqual([])
  })

  it.each([
    ['an empty field with a border', '<rect x="296" y="620" width="380" height="40" fill="#fff" stroke="#222"/>'],
    ['a thin progress bar beside its words', '<rect x="296" y="214" width="260" height="8" fill="#1677ff"/>'],
    [
      'a button with words',
      '<rect x="40" y="780" width="220" height="72" rx="36" fill="#1677ff"/><text x="94" y="826" fill="#fff">联系客服</text>',
    ],
    [
      'icons in a row',
      Array.from(
        { length: 14 },
        (_, at) => `<rect x="${40 + at * 40}" y="640" width="20" height="20" fill="hsl(${at * 40} 60% ${30 + at * 3}%)"/>`,
      ).join(''),
    ],
    [
      'a colour gradient',
      '<defs><linearGradient id="g"><stop offset="0" stop-color="#123"/><stop offset="1" stop-color="#fde"/></linearGradient></defs><rect x="40" y="600" width="640" height="120" fill="url(#g)"/>',
    ],
    [
      'a QR code',
      Array.from({ length: 625 }, (_, at) =>
        (at * 7919) % 13 < 6 ? `<rect x="${250 + (at % 25) * 8}" y="${570 + Math.floor(at / 25) * 8}" width="8" height="8"/>` : '',
      ).join(''),
    ],
    [
      'a bar code',
      Array.from({ length: 60 }, (_, at) => `<rect x="${200 + at * 6}" y="600" width="${1 + ((at * 7) % 4)}" height="60"/>`).join(''),
    ],
    [
      'a shadow',
      '<defs><filter id="s"><feGaussianBlur stdDeviation="9"/></filter></defs><rect x="60" y="600" width="600" height="120" fill="#999" filter="url(#s)"/><rect x="60" y="590" width="600" height="120" fill="#fff"/>',
    ],
  ])('takes %s for nothing hidden', async (_, extra) => {
    expect(await find(await drawPage({ extra }), [...lines, shownNumber])).toEqual([])
  })
})
