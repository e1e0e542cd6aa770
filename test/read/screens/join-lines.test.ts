import { describe, expect, it } from 'vitest'
import { Fault } from '../../../src/errors.js'
import type { Box, Screen, TextLine } from '../../../src/model/reading.js'
import type { Picture, TextReader } from '../../../src/ports.js'
import type { PickedScreen } from '../../../src/read/picked-screen.js'
import { readScreens } from '../../../src/read/read-screens.js'
import { draw } from '../../adapters/text-reader/draw.js'
import { lineOf } from '../fake-reader.js'
import { recorded } from '../screens.js'

interface Text {
  readonly text: string
  /** What the reader makes of it, where it errs. */
  readonly readAs?: string
  readonly confidence?: number
  readonly row?: number
}

interface Page {
  readonly picture: Picture
  readonly lines: readonly TextLine[]
}

const widthPx = 800
const heightPx = 640
const rowPx = 80

/** A page with a line of 36 px in each row, and what a reader says of it. */
async function page(...texts: readonly Text[]): Promise<Page> {
  const placed = texts.map((text, at) => ({ ...text, y: (text.row ?? at) * rowPx }))
  const picture = await draw(
    widthPx,
    heightPx,
    placed.map(({ text, y }) => ({ text, x: 40, y: y + 52, sizePx: 36, font: 'Liberation Mono' })),
  )
  // Each character of the font is 0.6 of its size wide.
  const lines = placed.map(({ text, readAs = text, confidence, y }) => lineOf(readAs, [40, y + 16, text.length * 21.6, 48], confidence))
  return { picture, lines }
}

/** Reads drawn pages, by their pixels, and keeps what it was asked. */
function readerOf(pages: readonly Page[]): TextReader & { readonly asked: (readonly Box[] | undefined)[] } {
  const asked: (readonly Box[] | undefined)[] = []
  return {
    name: 'drawn/1',
    concurrency: 1,
    asked,
    read: async (picture, within) => {
      asked.push(within)
      const known = pages.find((one) => Buffer.compare(one.picture.rgb, picture.rgb) === 0)
      return known?.lines.filter(({ box }) => within === undefined || within.some((wanted) => overlap(wanted, box))) ?? []
    },
    close: async () => {},
  }
}

function overlap(a: Box, b: Box): boolean {
  return a[0] < b[0] + b[2] && b[0] < a[0] + a[2] && a[1] < b[1] + b[3] && b[1] < a[1] + a[3]
}

async function read(...shown: readonly (Page | number)[]) {
  const reader = readerOf(shown.filter((one) => typeof one !== 'number'))
  const { lines, screens } = await readScreens(recorded(shown.map((one) => (typeof one === 'number' ? one : one.picture))), reader)
  const told = lines.map(({ text, frameMs, untilMs, shownIn }) => [text, frameMs, untilMs, shownIn])
  return { lines, told, screens, asked: reader.asked }
}

/** Enough that stays for a change of one line to be a small one. */
const rest = [
  { text: 'order 20261120143207', row: 4 },
  { text: 'paid 2026-11-20', row: 5 },
  { text: 'activation service', row: 6 },
] as const
const toldRest = (untilMs: number, shownIn: readonly number[]) => rest.map(({ text }) => [text, 0, untilMs, shownIn])

describe('the lines of a recording', () => {
  it('last from the screen that shows them first to the last, over screens that return', async () => {
    const a = await page({ text: 'first page' })
    const b = await page({ text: 'another page', row: 2 })
    const { told, screens } = await read(a, b, 0, 1, 0)
    expect(told).toEqual([
      ['first page', 0, 5000, [0]],
      ['another page', 1000, 4000, [1]],
    ])
    expect(screens.map(({ sameAs }: Screen) => sameAs)).toEqual([null, null, 0, 1, 0])
    expect(screens[0]).not.toHaveProperty('picture')
  })

  it('end as one where a value is typed over several screens', async () => {
    const { told } = await read(
      await page({ text: 'DD7K2|' }, ...rest),
      await page({ text: 'DD7K2M9Q|' }, ...rest),
      await page({ text: 'DD7K2M9QX4B8' }, ...rest),
    )
    expect(told).toEqual([...toldRest(3000, [0, 1, 2]), ['DD7K2M9QX4B8', 2000, 3000, [2]]])
  })

  it('are two where another text takes the place of the first, however it begins', async () => {
    const { told } = await read(await page({ text: 'code 12' }, ...rest), await page({ text: 'cave 123' }, ...rest))
    expect(told).toEqual([['code 12', 0, 1000, [0]], ...toldRest(2000, [0, 1]), ['cave 123', 1000, 2000, [1]]])
  })

  it('are two where one character has changed', async () => {
    const { told, asked } = await read(await page({ text: 'amount 128.00' }, ...rest), await page({ text: 'amount 126.00' }, ...rest))
    expect(told).toEqual([['amount 128.00', 0, 1000, [0]], ...toldRest(2000, [0, 1]), ['amount 126.00', 1000, 2000, [1]]])
    expect(asked[0]).toBeUndefined()
    expect(asked[1]).toHaveLength(1)
  })

  it('are two where the value has become shorter: that is no remainder of the first', async () => {
    const { told } = await read(await page({ text: 'amount 128.00' }, ...rest), await page({ text: 'amount 1.00' }, ...rest))
    expect(told).toEqual([['amount 128.00', 0, 1000, [0]], ...toldRest(2000, [0, 1]), ['amount 1.00', 1000, 2000, [1]]])
  })

  it('are one where the reader errs on a second reading of pixels that have not changed, and keep the surer one', async () => {
    const misread = { text: 'key DD7K2M9QX4', readAs: 'key 0D7K2M9QX4', confidence: 0.6 }
    const marked = { text: 'key DD7K2M9QX4 *', readAs: 'key DD7K2M9QX4', confidence: 0.97 }
    const { lines } = await read(await page(misread, ...rest), await page(marked, ...rest))
    const [line, ...others] = lines.filter(({ text }) => text.startsWith('key'))
    expect(others).toEqual([])
    expect(line).toMatchObject({ text: 'key DD7K2M9QX4', confidence: 0.97, frameMs: 0, untilMs: 2000, shownIn: [0, 1] })
    expect(line?.box).toEqual([40, 16, 'key DD7K2M9QX4'.length * 21.6, 48])
  })

  it('are one for look-alikes only where the reader was not sure', async () => {
    const pair = async (confidence: number) => {
      const { lines } = await read(await page({ text: 'key 7K2M0X', confidence }, ...rest), await page({ text: 'key 7K2MOX' }, ...rest))
      return lines.filter(({ text }) => text.startsWith('key')).map(({ text }) => text)
    }
    expect(await pair(0.6)).toEqual(['key 7K2MOX'])
    expect(await pair(0.95)).toEqual(['key 7K2M0X', 'key 7K2MOX'])
  })

  it('cost nothing on a screen that looks the same', async () => {
    const a = await page(...rest)
    const { told, asked } = await read(a, a)
    expect(asked).toEqual([undefined])
    expect(told).toEqual(toldRest(2000, [0, 1]))
  })

  it('are compared with the screen that is nearest, not only the one before', async () => {
    const a = await page({ text: 'waiting' }, ...rest)
    const b = await page({ text: 'nothing at all like it', row: 2 }, { text: 'and more of that', row: 3 })
    const c = await page({ text: 'failed' }, ...rest)
    const { told, asked } = await read(a, b, c)
    expect(asked[2]).toHaveLength(1)
    expect(told.filter(([text]) => text === rest[0].text)).toEqual([[rest[0].text, 0, 3000, [0, 2]]])
  })
})

describe('reading screens', () => {
  it('stops with the fault of the reader', async () => {
    const { picture } = await page(...rest)
    const fault = new Fault('reading-timed-out', 'too slow')
    const broken: TextReader = { name: 'broken/1', concurrency: 1, read: () => Promise.reject(fault), close: async () => {} }
    await expect(readScreens(recorded([picture]), broken)).rejects.toBe(fault)
  })

  it('stops with the fault of the source', async () => {
    const { picture } = await page(...rest)
    const fault = new Fault('recording-damaged', 'nothing to decode')
    async function* breaking(): AsyncGenerator<PickedScreen> {
      yield* recorded([picture])
      throw fault
    }
    await expect(readScreens(breaking(), readerOf([]))).rejects.toBe(fault)
  })

  it('shows each screen with its picture to who watches, once it is read, though the reader takes the pixels', async () => {
    const pages = [await page({ text: 'one' }), await page({ text: 'two', row: 3 })]
    const inner = readerOf(pages)
    const taking: TextReader = {
      ...inner,
      read: async (picture, within) => {
        const lines = await inner.read(picture, within)
        structuredClone(picture.rgb, { transfer: [picture.rgb.buffer as ArrayBuffer] })
        return lines
      },
    }
    const seen: (readonly [number, number])[] = []
    const onScreen = ({ index, picture }: PickedScreen) => void seen.push([index, picture?.rgb.length ?? 0])
    const { lines } = await readScreens(recorded([...pages.map(({ picture }) => picture), 0]), taking, { onScreen })
    expect(lines.map(({ text }) => text)).toEqual(['one', 'two'])
    expect(seen).toEqual([
      [0, widthPx * heightPx * 3],
      [1, widthPx * heightPx * 3],
      [2, 0],
    ])
  })

  it('refuses a screen that returns to none', async () => {
    await expect(readScreens(recorded([3]), readerOf([]))).rejects.toThrow(/screen 0/)
  })
})
