import { execFile } from 'node:child_process'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Fault } from '../../../src/errors.js'
import type { Box, CtcStep, TextLine } from '../../../src/model/reading.js'
import type { Picture, TextReader } from '../../../src/ports.js'
import { casePicture } from '../../read/screens.js'
import { draw } from './draw.js'

interface Subject {
  readonly title: string
  /** File under src and the name of the function that opens the reader. */
  readonly module: string
  readonly opener: string
  open(options?: { readonly threads?: number; readonly timeoutMs?: number }): Promise<TextReader>
}

const orderText = '订单编号 2026112014320718'

/** What every text reader guarantees. */
export function keepsTextReaderContract(subject: Subject): void {
  describe(`${subject.title} as a text reader`, () => {
    let reader: TextReader
    beforeAll(async () => {
      reader = await subject.open({ threads: 2 })
    })
    afterAll(() => reader.close())

    const readOne = async (text: string) => {
      const [line, ...others] = await reader.read(await draw(900, 120, [{ text, x: 40, y: 76, sizePx: 40 }]))
      expect(others).toEqual([])
      if (line === undefined) throw new Error('nothing was read')
      return line
    }

    it('reads a plain line of Chinese and digits', async () => {
      expect(withoutSpaces((await readOne(orderText)).text)).toBe(withoutSpaces(orderText))
    })

    it('reads a plain English line', async () => {
      expect(withoutSpaces((await readOne('Activation failed, try again')).text)).toBe('Activationfailed,tryagain')
    })

    it('lays boxes on the text', async () => {
      const { box } = await readOne(orderText)
      // Drawn from x 40 on the baseline 76 with letters about 36 high and a line about 520 long.
      expect(box[0]).toBeGreaterThanOrEqual(20)
      expect(box[0]).toBeLessThanOrEqual(46)
      expect(box[1]).toBeGreaterThanOrEqual(20)
      expect(box[1]).toBeLessThanOrEqual(48)
      expect(box[1] + box[3]).toBeGreaterThanOrEqual(74)
      expect(box[1] + box[3]).toBeLessThanOrEqual(104)
      expect(box[0] + box[2]).toBeGreaterThan(500)
      expect(box[0] + box[2]).toBeLessThan(620)
    })

    it('gives glyphs that are the text, from left to right, inside the box', async () => {
      const { text, box, glyphs } = await readOne(orderText)
      expect(glyphs.map(({ char }) => char).join('')).toBe(text)
      const xs = glyphs.map(({ x }) => x)
      expect(xs).toEqual([...xs].sort((a, b) => a - b))
      for (const { x, width, confidence } of glyphs) {
        expect(x).toBeGreaterThanOrEqual(box[0] - 1)
        expect(x + width).toBeLessThanOrEqual(box[0] + box[2] + 1)
        expect(width).toBeGreaterThanOrEqual(0)
        expect(confidence).toBeGreaterThan(0)
        expect(confidence).toBeLessThanOrEqual(1)
      }
    })

    it('is as sure of a line as of its least sure character', async () => {
      const { confidence, glyphs } = await readOne(orderText)
      expect(confidence).toBe(Math.min(...glyphs.map((glyph) => glyph.confidence)))
    })

    it('gives steps that tell the text, or none', async () => {
      const { text, steps } = await readOne(orderText)
      if (steps.length > 0) expect(likeliestText(steps).trim()).toBe(text)
    })

    it('finds nothing in a blank picture', async () => {
      expect(await reader.read(await draw(600, 400, []))).toEqual([])
    })

    it.each([
      [1, 1],
      [3, 4000],
      [4000, 3],
    ])('reads a picture of %i × %i as empty', async (widthPx, heightPx) => {
      expect(await reader.read(await draw(widthPx, heightPx, []))).toEqual([])
    })

    it('keeps two pictures apart that are read at once', async () => {
      const pictures = await Promise.all(['充值成功', '激活失败'].map((text) => draw(500, 120, [{ text, x: 40, y: 76, sizePx: 40 }])))
      const [first, second] = await Promise.all(pictures.map((picture) => reader.read(picture)))
      expect(textOf(first)).toBe('充值成功')
      expect(textOf(second)).toBe('激活失败')
    })

    it('reads more pictures than it has threads', async () => {
      const wanted = ['一号订单', '二号订单', '三号订单', '四号订单', '五号订单']
      const pictures = await Promise.all(wanted.map((text) => draw(500, 120, [{ text, x: 40, y: 76, sizePx: 40 }])))
      const read = await Promise.all(pictures.map((picture) => reader.read(picture)))
      expect(read.map(textOf)).toEqual(wanted)
    })

    it('reads the same twice', async () => {
      const page = await phonePage()
      const [once, again] = [await reader.read(copyOf(page)), await reader.read(copyOf(page))]
      expect(again).toEqual(once)
    })

    it('reads within boxes the lines that a reading of the whole picture has there, and no others', async () => {
      const page = await phonePage()
      const whole = await reader.read(copyOf(page))
      const boxes: Box[] = [
        [0, 700, 1080, 200],
        [60, 1480, 200, 60],
      ]
      const within = await reader.read(copyOf(page), boxes)
      expect(within.map(({ text }) => text)).toEqual(whole.filter((line) => isClearlyIn(line, boxes)).map(({ text }) => text))
      expect(within.length).toBeGreaterThan(2)
    })

    it('reads a line whole that stands within a box only in part', async () => {
      const page = await draw(900, 400, [{ text: orderText, x: 40, y: 176, sizePx: 40 }])
      const [line, ...others] = await reader.read(page, [[300, 140, 40, 40]])
      expect(others).toEqual([])
      expect(withoutSpaces(line?.text ?? '')).toBe(withoutSpaces(orderText))
    })

    it('reads nothing within no boxes, nor where no text stands', async () => {
      const page = await phonePage()
      expect(await reader.read(copyOf(page), [])).toEqual([])
      expect(await reader.read(copyOf(page), [[0, 2280, 1080, 60]])).toEqual([])
      expect(await reader.read(copyOf(page), [[5000, 5000, 10, 10]])).toEqual([])
    })

    it('reads within boxes of a real page what it reads there in the whole', async () => {
      for (const file of [
        'instant-membership-code-used/evidence/2-redeem.png',
        'instant-windows-key-blocked/evidence/3-licence-status.png',
      ]) {
        const page = await casePicture(file)
        const boxes: Box[] = [
          [0, 640, 1080, 130],
          [0, 1280, 1080, 170],
        ]
        const whole = await reader.read(copyOf(page))
        const within = await reader.read(copyOf(page), boxes)
        const wanted = whole.filter((line) => isClearlyIn(line, boxes)).map(({ text }) => withoutSpaces(text))
        expect(wanted.length).toBeGreaterThan(1)
        expect(within.map(({ text }) => withoutSpaces(text))).toEqual(expect.arrayContaining(wanted))
        for (const line of within) expect(boxes.some((box) => reaches(line, box))).toBe(true)
      }
    })

    // How long one turn takes is measured in bench/read: here other programs share the cores.
    it('leaves the event loop to others while two pictures are read', async () => {
      const page = await phonePage()
      await reader.read(copyOf(page))
      const pictures = [copyOf(page), copyOf(page)]
      const before = performance.eventLoopUtilization()
      await Promise.all(pictures.map((picture) => reader.read(picture)))
      expect(performance.eventLoopUtilization(before).utilization).toBeLessThan(0.5)
    })

    it('gives up on a picture in time and reads the next', async () => {
      const hasty = await subject.open({ threads: 1, timeoutMs: 6000 })
      try {
        const endless = await draw(2000, 12_200, manyLines(300))
        await expect(hasty.read(endless)).rejects.toMatchObject({ code: 'reading-timed-out' })
        const small = await draw(500, 120, [{ text: '激活失败', x: 40, y: 76, sizePx: 40 }])
        expect(textOf(await hasty.read(small))).toBe('激活失败')
      } finally {
        await hasty.close()
      }
    })

    it('closes in the middle of reading, and says so to who waits', async () => {
      const closed = await subject.open({ threads: 1 })
      const page = await phonePage()
      const waiting = [closed.read(copyOf(page)), closed.read(copyOf(page))].map((read) => read.catch((error: unknown) => error))
      await setTimeout(300)
      await closed.close()
      const late = await closed.read(copyOf(page)).catch((error: unknown) => error)
      for (const fault of [...(await Promise.all(waiting)), late]) {
        expect(fault).toBeInstanceOf(Fault)
        expect(fault).toMatchObject({ code: 'reader-unavailable' })
      }
    })

    it('lets the process end once it is closed', async () => {
      const source = new URL(`../../../src/${subject.module}`, import.meta.url).href
      const code = `import('${source}').then(async ({ ${subject.opener}: open }) => {
        const reader = await open({ threads: 2 })
        await reader.read({ widthPx: 64, heightPx: 64, rgb: new Uint8Array(64 * 64 * 3).fill(255) })
        await reader.close()
        console.log('closed')
      })`
      const run = promisify(execFile)(process.execPath, ['--import', 'tsx', '-e', code], { timeout: 30_000 })
      expect((await run).stdout).toBe('closed\n')
    })
  })
}

/** Best character of each step, repeats and blanks dropped: the reading that the steps themselves give. */
function likeliestText(steps: readonly CtcStep[]): string {
  let text = ''
  let before = ''
  for (const [blank, best] of steps) {
    const char = best && best[1] > blank ? best[0] : ''
    if (char !== before) text += char
    before = char
  }
  return text
}

/** The middle of the line, from top to bottom, lies in one of the boxes: no question of margins. */
function isClearlyIn(line: TextLine, boxes: readonly Box[]): boolean {
  const [, y, , height] = line.box
  return boxes.some((box) => reaches(line, box) && y + height / 2 > box[1] && y + height / 2 < box[1] + box[3])
}

function reaches({ box: [x, y, width, height] }: TextLine, box: Box): boolean {
  return x < box[0] + box[2] && box[0] < x + width && y < box[1] + box[3] && box[1] < y + height
}

function textOf(lines: Awaited<ReturnType<TextReader['read']>> = []): string {
  return withoutSpaces(lines.map(({ text }) => text).join('\n'))
}

function withoutSpaces(text: string): string {
  return text.replaceAll(' ', '')
}

function copyOf(picture: Picture): Picture {
  return { ...picture, rgb: picture.rgb.slice() }
}

function phonePage(): Promise<Picture> {
  return draw(
    1080,
    2340,
    Array.from({ length: 24 }, (_, i) => ({
      text: `第${i + 1}行 订单编号 ${20261120143207 + i * 7919}`,
      x: 60,
      y: 140 + i * 88,
      sizePx: 40,
    })),
  )
}

function manyLines(count: number) {
  return Array.from({ length: count }, (_, i) => ({
    text: `${'很长的一行文字 Long line of words '.repeat(3)}${i}`,
    x: 20,
    y: 60 + i * 40,
    sizePx: 30,
  }))
}
