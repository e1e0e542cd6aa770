import { beforeAll, describe, expect, it } from 'vitest'
import type { Box } from '../../../src/model/reading.js'
import type { Picture } from '../../../src/ports.js'
import { boxChanges } from '../../../src/read/screens/box-changes.js'
import { findChanges, shareOfBlocks } from '../../../src/read/screens/find-changes.js'
import { findDimming } from '../../../src/read/screens/find-dimming.js'
import { findPageShift } from '../../../src/read/screens/find-page-shift.js'
import { SeenScreens } from '../../../src/read/screens/seen-screens.js'
import { takeGray } from '../../../src/read/take-gray.js'
import { draw } from '../../adapters/text-reader/draw.js'
import { filmed, layOver, rowsOf, scrim, stack } from '../screens.js'

const pairs = ['68', '08', '38', '56', '17', '0O', '8B', '1l', '39', '5S', '6G', 'QO'] as const
const fonts = ['Noto Sans CJK SC', 'Roboto', 'WenQuanYi Zen Hei'] as const
const lines = fonts.flatMap((font) => pairs.map((pair) => ({ font, pair })))
const [widthPx, heightPx, linePx, sizePx] = [640, 1620, 44, 24]

/** Lines of 24 px; every second one has one character exchanged in the later picture. */
function page(isLater: boolean, fill: string, ground: string): Promise<Picture> {
  const texts = lines.map(({ font, pair }, at) => {
    const char = isLater && at % 2 === 0 ? pair[1] : pair[0]
    return { text: `订单编号 DD7K${char}M9QX4 20261120143207`, x: 30, y: 40 + at * linePx, sizePx, font, fill }
  })
  return draw(widthPx, heightPx, texts, ground)
}

function boxOfLine(at: number): Box {
  return [20, 40 + at * linePx - sizePx, 600, sizePx + 8]
}

async function changedLines(before: Picture, after: Picture): Promise<number[]> {
  const grid = await findChanges(await takeGray(before), await takeGray(after))
  return lines.flatMap((_, at) => (shareOfBlocks(grid, boxOfLine(at), (block) => grid.changed[block] === 1) > 0 ? [at] : []))
}

const exchanged = lines.flatMap((_, at) => (at % 2 === 0 ? [at] : []))

describe('changes', () => {
  const other: Promise<Picture> = draw(
    widthPx,
    heightPx,
    lines.map((_, at) => ({ text: '另一个页面 Another page', x: 90, y: 60 + at * linePx, sizePx: 30 })),
    '#ffe0c0',
  )

  it.each([
    [23, '#222222', '#ffffff'],
    [28, '#999999', '#ffffff'],
    [32, '#222222', '#ffffff'],
    [32, '#dddddd', '#121212'],
  ])('of one character of 24 px are seen in a video (crf %i, %s on %s), and what did not change is not', async (crf, fill, ground) => {
    const [first, second] = [await page(false, fill, ground), await page(true, fill, ground)]
    const [before, , after, , again] = await filmed([first, await other, second, await other, first], crf)
    if (!before || !after || !again) throw new Error('not filmed')
    expect(await changedLines(before, after)).toEqual(exchanged)
    expect(await changedLines(before, again)).toEqual([])
  })

  it('are boxed where something stands now, a box for what lies together', async () => {
    const before = await draw(600, 400, [{ text: 'goes away', x: 40, y: 60 }])
    const after = await draw(600, 400, [
      { text: 'comes here', x: 40, y: 200 },
      { text: 'and there', x: 40, y: 360 },
    ])
    const boxes = boxChanges(await findChanges(await takeGray(before), await takeGray(after)), 600, 400)
    expect(boxes).toHaveLength(2)
    for (const [x, y, width, height] of boxes) {
      expect(x).toBeLessThan(48)
      expect([200, 360].some((baseline) => y < baseline - 18 && y + height >= baseline && height < 60)).toBe(true)
      expect(width).toBeGreaterThan(120)
    }
  })

  it('are all that a taller picture has below the earlier one', async () => {
    const short = await draw(600, 200, [{ text: 'top', x: 40, y: 60 }])
    const tall = await draw(600, 500, [
      { text: 'top', x: 40, y: 60 },
      { text: 'below', x: 40, y: 400 },
    ])
    const grid = await findChanges(await takeGray(short), await takeGray(tall))
    expect(shareOfBlocks(grid, [0, 0, 600, 200], (at) => grid.changed[at] === 1)).toBe(0)
    expect(shareOfBlocks(grid, [0, 208, 600, 280], (at) => grid.changed[at] === 1)).toBe(1)
  })
})

describe('a page seen another way', () => {
  let whole: Picture
  beforeAll(async () => {
    whole = await page(false, '#222222', '#ffffff')
  })

  it.each([37, 500, -211])('is found %i px further down, scrolled under a header that stays, dimmed or not', async (shiftPx) => {
    const header = await draw(widthPx, 80, [{ text: 'header', x: 40, y: 50 }], '#ffcc00')
    const rows = Array.from({ length: 36 }, (_, row) => ({
      text: `第${row}单 ${20261120143207 + row * 7919}`,
      x: 30,
      y: 40 + row * linePx,
    }))
    const list = await draw(widthPx, heightPx, rows)
    const before = stack(header, rowsOf(list, 300, 800))
    const after = stack(header, rowsOf(list, 300 + shiftPx, 800))
    expect(await findPageShift(await takeGray(before), await takeGray(after))).toBe(shiftPx)
    const dimmed = await layOver(after, [scrim(after, 0.6)])
    expect(await findPageShift(await takeGray(before), await takeGray(dimmed))).toBe(shiftPx)
  })

  it('is not found in another page', async () => {
    const other = await draw(widthPx, 800, [{ text: '充值成功', x: 200, y: 500, sizePx: 80 }])
    expect(await findPageShift(await takeGray(rowsOf(whole, 0, 800)), await takeGray(other))).toBeNull()
  })

  it.each([0.3, 0.5, 0.7])('is found dimmed by %f, in a video too', async (opacity) => {
    const [before, after] = await filmed([whole, await layOver(whole, [scrim(whole, opacity)])], 32)
    if (!before || !after) throw new Error('not filmed')
    const [bright, dark] = [await takeGray(before), await takeGray(after)]
    const dimming = findDimming(bright, dark, 0)
    expect(dimming?.gain).toBeCloseTo(1 - opacity, 1)
    const grid = await findChanges(bright, dark, { shiftPx: 0, gain: 1, offset: 0, ...dimming })
    expect(shareOfBlocks(grid, [0, 0, widthPx, heightPx], (at) => grid.changed[at] === 1)).toBeLessThan(0.01)
  })

  it('is not dimmed when it is the same, nor when it has gone black', async () => {
    const gray = await takeGray(whole)
    expect(findDimming(gray, gray, 0)).toBeNull()
    expect(findDimming(gray, await takeGray(await draw(widthPx, heightPx, [], '#000000')), 0)).toBeNull()
  })
})

describe('screens that were seen', () => {
  const plane = (level: number, heightPx = 320) => ({ widthPx: 320, heightPx, levels: new Uint8Array(320 * heightPx).fill(level) })

  it('are forgotten, longest ago first, so that memory does not grow with the recording', () => {
    const seen = new SeenScreens()
    for (let index = 0; index < 30; index++) seen.keep({ index, plane: plane(index * 8, 20_000), shown: Promise.resolve([]) })
    expect(seen.nearest(plane(0))?.index).toBe(29)
    expect(seen.nearest(plane(28 * 8))?.index).toBe(28)
  })

  it('are kept while they return', () => {
    const seen = new SeenScreens()
    for (let index = 0; index < 100; index++) {
      seen.keep({ index, plane: plane(index === 0 ? 255 : index), shown: Promise.resolve([]) })
      seen.showAgain(0)
    }
    expect(seen.nearest(plane(255))?.index).toBe(0)
  })

  it('of another width are no match', () => {
    const seen = new SeenScreens()
    seen.keep({ index: 0, plane: plane(9), shown: Promise.resolve([]) })
    expect(seen.nearest({ widthPx: 300, heightPx: 320, levels: new Uint8Array(300 * 320).fill(9) })).toBeNull()
  })
})
