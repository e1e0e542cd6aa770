import { writeFileSync } from 'node:fs'
import path from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { openAnimatedWebp } from '../../../src/adapters/media/animated-webp.js'
import type { RecordingDecoder } from '../../../src/ports.js'
import { clipFolder, decodeAll, recordingAt, wideLimits } from './clips.js'

const folder = clipFolder()
const decoder: RecordingDecoder = { open: openAnimatedWebp }

/** A page with a square that goes from left to right: between frames only that part changes. */
function page(step: number): Promise<Buffer> {
  const square = `<rect x="${10 + step * 20}" y="30" width="16" height="16" fill="#c00"/>`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="101" height="75"><rect width="101" height="75" fill="#eee"/>${square}</svg>`
  return sharp(Buffer.from(svg)).png().toBuffer()
}

async function film(name: string, delay: number[], frames?: Buffer[]): Promise<string> {
  const pages = frames ?? (await Promise.all(delay.map((_, step) => page(step))))
  const file = path.join(folder, name)
  writeFileSync(
    file,
    await sharp(pages, { join: { animated: true } })
      .webp({ delay, lossless: true })
      .toBuffer(),
  )
  return file
}

describe('openAnimatedWebp', () => {
  it('gives every frame at its time, four stills a second, and the end', async () => {
    const file = await film('four.webp', [300, 100, 450, 1000])
    const { opened, glances, stills } = await decodeAll(decoder, recordingAt(file))
    expect(opened.facts).toMatchObject({ format: 'webp', codec: 'webp', widthPx: 101, heightPx: 75 })
    expect(opened.glance).toEqual({ widthPx: 100, heightPx: 74 })
    expect(glances.map(({ ms }) => ms)).toEqual([0, 300, 400, 850])
    expect(glances.every(({ luma }) => luma.length === 100 * 74)).toBe(true)
    expect(stills.map(({ ms }) => ms)).toEqual([0, 250, 500, 750, 1000, 1250, 1500, 1750, 1850])
  })

  it('composes the frames as the image library does', async () => {
    const file = await film('composed.webp', [250, 250, 250, 250])
    const { stills } = await decodeAll(decoder, recordingAt(file))
    for (const [step, still] of stills.slice(0, 4).entries()) {
      const expected = await sharp(file, { page: step }).flatten({ background: '#fff' }).removeAlpha().raw().toBuffer()
      expect(Buffer.from(still.picture().rgb).equals(expected), `frame ${step}`).toBe(true)
    }
  })

  it('lays what is see-through on white', async () => {
    const clear = (alpha: number) =>
      sharp({ create: { width: 20, height: 20, channels: 4, background: { r: 200, g: 0, b: 0, alpha } } })
        .png()
        .toBuffer()
    const { stills } = await decodeAll(decoder, recordingAt(await film('clear.webp', [250, 250], [await clear(0), await clear(0.5)])))
    expect([...(stills[0]?.picture().rgb.subarray(0, 3) ?? [])]).toEqual([255, 255, 255])
  })

  it('shows a frame that asks for no time for 100 ms, as browsers do', async () => {
    const { glances } = await decodeAll(decoder, recordingAt(await film('hasty.webp', [0, 10, 20, 30])))
    expect(glances.map(({ ms }) => ms)).toEqual([0, 100, 200, 220])
  })

  it('keeps to the limits', async () => {
    const file = recordingAt(await film('limits.webp', [500, 500, 500, 500]))
    await expect(decodeAll(decoder, file, { ...wideLimits, maxPixels: 7000 })).rejects.toMatchObject({ code: 'recording-too-large' })
    await expect(decodeAll(decoder, file, { ...wideLimits, maxFrames: 3 })).rejects.toMatchObject({ code: 'recording-too-long' })
    await expect(decodeAll(decoder, file, { ...wideLimits, maxDurationMs: 1900 })).rejects.toMatchObject({ code: 'recording-too-long' })
    await expect(decodeAll(decoder, file, { ...wideLimits, decodeTimeoutMs: 0 })).rejects.toMatchObject({ code: 'reading-timed-out' })
  })
})
