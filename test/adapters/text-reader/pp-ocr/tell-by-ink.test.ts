import { describe, expect, it } from 'vitest'
import { cutStrip } from '../../../../src/adapters/text-reader/pp-ocr/cut-strip.js'
import { stepPx } from '../../../../src/adapters/text-reader/pp-ocr/prepare-input.js'
import { tellByInk } from '../../../../src/adapters/text-reader/pp-ocr/tell-by-ink.js'
import { draw } from '../draw.js'

const pitchPx = 32

/** Draws each character by itself, so that its place is known, and rereads the line as if the net had said `heard`. */
async function reread(drawn: string, heard: string, font: string, fill = '#111111', ground = '#ffffff') {
  const texts = [...drawn].map((text, i) => ({ text, x: 10 + i * pitchPx, y: 38, sizePx: 34, font, fill }))
  const picture = await draw(20 + drawn.length * pitchPx, 48, texts, ground)
  const strip = cutStrip(picture, { centreX: picture.widthPx / 2, centreY: 24, width: picture.widthPx, height: 48, angle: 0 })
  const line = [...heard].map((char, i) => ({ char, confidence: 0.97, centre: (20 + i * pitchPx) / stepPx }))
  return tellByInk(strip, line)
}

const seen = (told: Awaited<ReturnType<typeof reread>>) => told.map(({ char, isSeen }) => (isSeen ? char : '?')).join('')

describe('telling look-alikes by their ink', () => {
  it.each(['Noto Sans CJK SC', 'Roboto', 'Liberation Sans', 'DejaVu Sans', 'Liberation Serif'])('tells 0 from O in %s', async (font) => {
    expect(seen(await reread('K38V0O7KWDNPO0CM9', 'K38V007KWDNP00CM9', font))).toBe('0OO0')
    expect(seen(await reread('K38V0O7KWDNPO0CM9', 'K38VOO7KWDNPOOCM9', font))).toBe('0OO0')
  })

  it('tells light from dark ground as well', async () => {
    expect(seen(await reread('H0N8C2OD9G3', 'HON8C20D9G3', 'Roboto', '#eeeeee', '#121212'))).toBe('0O')
  })

  it('tells a zero by its dot where all characters are equally wide', async () => {
    expect(seen(await reread('H0N8C2OD9G3', 'HON8C20D9G3', 'Liberation Mono'))).toBe('0O')
  })

  it('leaves what the ink cannot tell to the net, and says so', async () => {
    const told = await reread('HON8C2OD9G3', 'H0N8C20D9G3', 'Liberation Mono')
    expect(told.map(({ char, isSeen }) => [char, isSeen])).toEqual([
      ['0', false],
      ['0', false],
    ])
    for (const { share } of told) expect(share).toBeLessThan(0.95)
  })

  it.each(['Noto Sans CJK SC', 'Roboto', 'DejaVu Serif'])('reads a bare stroke as I and a flagged one as 1 in %s', async (font) => {
    const told = await reread('H1N8CI2D9GI3', 'H1N8Cl2D9GI3', font)
    expect(told.map(({ char, isSeen }) => (isSeen ? char : '?')).join('')).toBe('1II')
  })

  it.each(['ORIGINALO', '2026-11-20', '2026112001430', '0xC004F0O1', 'CO0DE0F1A2', 'KS-2026-527810', 'Windows10', 'COD10'])(
    'leaves %s as read',
    async (text) => {
      expect(await reread(text, text, 'Noto Sans CJK SC')).toEqual([])
    },
  )

  it('tells nothing on an empty ground', async () => {
    expect(seen(await reread('           ', 'H0N8C2OD9G3', 'Roboto'))).toBe('??')
  })
})
