import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Box, TextLine } from '../../src/model/reading.js'
import { assessQuality } from '../../src/read/assess-quality.js'
import { takeGray } from '../../src/read/take-gray.js'
import { drawPage, pictureOf, valueTop } from './drawn.js'
import { lineOf } from './fake-reader.js'

const rows = [0, 1, 2, 3, 4]
const linesAt = (scale: number, confidence = 0.98): TextLine[] =>
  rows.flatMap((at) => [
    lineOf('订单编号', scaled([40, valueTop(at), 112, 30], scale), confidence),
    lineOf('2026-11-20 14:22:57', scaled([300, valueTop(at), 280, 30], scale), confidence),
  ])

function scaled([x, y, width, height]: Box, scale: number): Box {
  return [x * scale, y * scale, width * scale, height * scale]
}

async function assess(file: Buffer, lines: readonly TextLine[]) {
  return assessQuality(await takeGray(await pictureOf(file)), lines)
}

describe('assessQuality', () => {
  let page: Buffer
  beforeAll(async () => {
    page = await drawPage()
  })

  it('has nothing against an ordinary screenshot, as PNG, as JPEG and at half size', async () => {
    expect(await assess(page, linesAt(1))).toEqual([])
    expect(await assess(await sharp(page).jpeg({ quality: 60 }).toBuffer(), linesAt(1, 0.85))).toEqual([])
    expect(await assess(await sharp(page).resize(360).png().toBuffer(), linesAt(0.5, 0.85))).toEqual([])
  })

  it('calls text of a quarter of its size too small', async () => {
    expect(await assess(await sharp(page).resize(180).png().toBuffer(), linesAt(0.25, 0.6))).toEqual(['too-small'])
  })

  it('calls a thumbnail too small in which nothing was read', async () => {
    expect(await assess(await sharp(page).resize(90).png().toBuffer(), [])).toContain('too-small')
  })

  it('calls a blurred picture blurred, whether something was misread or nothing read', async () => {
    const blurred = await sharp(page).blur(5).png().toBuffer()
    expect(await assess(blurred, linesAt(1, 0.5))).toEqual(['blurred'])
    expect(await assess(blurred, [])).toEqual(['blurred'])
  })

  it('does not call blurred what was read well', async () => {
    expect(await assess(await sharp(page).blur(3).png().toBuffer(), linesAt(1, 0.97))).toEqual([])
  })

  it('calls an empty picture blank, a speck notwithstanding, and one with a drawing not', async () => {
    const empty = (extra: string) =>
      sharp(
        Buffer.from(
          `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="600"><rect width="400" height="600" fill="#eee"/>${extra}</svg>`,
        ),
      )
        .png()
        .toBuffer()
    expect(await assess(await empty(''), [])).toEqual(['blank'])
    expect(await assess(await empty('<rect x="9" y="9" width="2" height="16"/>'), [])).toEqual(['blank'])
    expect(await assess(await empty('<circle cx="200" cy="300" r="90"/>'), [])).toEqual([])
  })

  it('calls a picture cropped whose lines run into its right edge', async () => {
    const cut = await sharp(page).extract({ left: 0, top: 0, width: 388, height: 900 }).png().toBuffer()
    const lines = rows.map((at) => lineOf('2026-11', [300, valueTop(at), 88, 30]))
    expect(await assess(cut, lines)).toEqual(['cropped'])
  })

  it('does not call cropped what merely stands near the edges, or a page that ends in a small cut piece', async () => {
    const close = [
      ...linesAt(1),
      lineOf('14:22', [0, 4, 80, 24]),
      lineOf('100%', [650, 4, 70, 24]),
      lineOf('底部', [300, 886, 60, 14], 0.3),
    ]
    expect(await assess(page, close)).toEqual([])
  })

  it('calls a picture cropped whose last row is cut through', async () => {
    expect(await assess(page, [...linesAt(1), lineOf('一二三四五六七八', [40, 886, 400, 14], 0.3)])).toEqual(['cropped'])
  })
})
