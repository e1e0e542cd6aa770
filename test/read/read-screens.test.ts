import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPpOcr } from '../../src/adapters/text-reader/pp-ocr.js'
import type { TextLine } from '../../src/model/reading.js'
import type { Picture, TextReader } from '../../src/ports.js'
import { readScreens } from '../../src/read/read-screens.js'
import { casePicture, counting, filmed, label, layOver, recorded, rowsOf, scrim, stack } from './screens.js'

const key = '664Q-K39A-D9JQ-KQK9'

describe('reading the screens of a recording', () => {
  let reader: TextReader
  let redeem: Picture
  let licence: Picture
  beforeAll(async () => {
    reader = await openPpOcr({ threads: 2 })
    redeem = await casePicture('instant-membership-code-used/evidence/2-redeem.png')
    licence = await casePicture('instant-windows-key-blocked/evidence/3-licence-status.png')
  })
  afterAll(() => reader.close())

  const read = async (pictures: readonly (Picture | number)[]) => {
    const counted = counting(reader)
    return { ...(await readScreens(recorded(pictures), counted)), shares: counted.shares }
  }

  it('reads a toast alone, and the page that returns not at all', async () => {
    const toast = await layOver(redeem, [label('复制成功', [400, 1100, 280, 90], 36)])
    const { lines, shares, pixels } = await read([redeem, toast, 0])
    expect(shares).toHaveLength(2)
    expect(shares[1]).toBeLessThan(0.1)
    expect(pixels.read / pixels.shown).toBeLessThan(0.6)
    expect(only(lines, '复制成功')).toMatchObject({ frameMs: 1000, untilMs: 2000, shownIn: [1] })
    expect(only(lines, key)).toMatchObject({ frameMs: 0, untilMs: 3000, shownIn: [0, 1] })
    // The line under the toast: whole on the page, and no remainder of it as a line of its own.
    expect(only(lines, '该兑换码已被使用，请更换兑换码后')).toMatchObject({ frameMs: 0, untilMs: 3000, shownIn: [0] })
    expect(firstShownBy(lines, 1)).toEqual(['复制成功'])
  })

  it('keeps the lines of a page that a dialog dims, and reads the dialog', async () => {
    const dimmed = await layOver(licence, [scrim(licence)])
    const dialog = await layOver(dimmed, [label('确认提交申请吗', [140, 1800, 800, 300], 44, '#222', '#fff')])
    const { lines, shares } = await read([licence, dialog])
    expect(shares[1]).toBeLessThan(0.3)
    expect(firstShownBy(lines, 1)).toEqual(['确认提交申请吗'])
    expect(only(lines, 'JCYPG-GTJC2-6YWMD-CJC4M-X44D9')).toMatchObject({ frameMs: 0, untilMs: 2000, shownIn: [0, 1] })
  })

  it('knows the lines of a scrolled page where it stands at another height', async () => {
    const tall = stack(redeem, rowsOf(licence, 240, 1500))
    const { lines, shares } = await read([tall, rowsOf(tall, 1437, 2340)])
    expect(shares[1] ?? 0).toBeLessThan(0.1)
    const status = only(lines, '首次激活时间')
    expect(status).toMatchObject({ frameMs: 0, untilMs: 2000, shownIn: [0, 1] })
    expect(status.box[1]).toBeGreaterThan(2340)
  })

  it('takes a page on which one digit is another for a change, in a video as in the original', async () => {
    const value = (digit: string) => label(`¥12${digit}.00`, [700, 1900, 300, 60], 34, '#222', '#fff')
    const [first, second] = [await layOver(licence, [value('8')]), await layOver(licence, [value('6')])]
    for (const pictures of [[first, second], await filmed([first, redeem, second], 30)]) {
      const { lines, shares } = await read(pictures)
      expect(only(lines, '¥128.00')).toMatchObject({ frameMs: 0, untilMs: 1000, shownIn: [0] })
      expect(only(lines, '¥126.00').shownIn).toEqual([pictures.length - 1])
      expect(shares.at(-1)).toBeLessThan(0.1)
    }
  })

  it('reads nothing of a page twice for what compression does to it', async () => {
    const { lines, shares } = await read(await filmed([licence, redeem, licence], 28))
    expect(shares.slice(0, 2)).toEqual([1, 1])
    expect(shares[2] ?? 0).toBeLessThan(0.02)
    expect(firstShownBy(lines, 2)).toEqual([])
  })
})

function only(lines: readonly TextLine[], text: string): TextLine {
  const plain = (one: string) => one.normalize('NFKC').replaceAll(' ', '')
  const found = lines.filter((line) => plain(line.text) === plain(text))
  const [line] = found
  if (line === undefined || found.length > 1)
    throw new Error(`${text} is told ${found.length} times among ${lines.map((one) => one.text).join(' | ')}`)
  return line
}

function firstShownBy(lines: readonly TextLine[], index: number): string[] {
  return lines.filter(({ shownIn }) => shownIn?.[0] === index).map(({ text }) => text)
}
