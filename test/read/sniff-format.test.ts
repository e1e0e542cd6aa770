import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { defaultReadLimits } from '../../src/read/read-limits.js'
import { sniffFormat } from '../../src/read/sniff-format.js'
import { heldFile } from './held-file.js'
import { hugePng, pngChunk, withChunks } from './png-file.js'

const frame = (background: string) =>
  sharp({ create: { width: 16, height: 16, channels: 3, background } })
    .png()
    .toBuffer()

async function film(format: 'gif' | 'webp', frames: number): Promise<Buffer> {
  const pictures = await Promise.all(['#f00', '#00f', '#0f0'].slice(0, frames).map(frame))
  const input = pictures.length > 1 ? sharp(pictures, { join: { animated: true } }) : sharp(pictures[0])
  return input.toFormat(format).toBuffer()
}

/** An APNG header that announces so many frames. */
function apng(frames: number): Buffer {
  const control = Buffer.alloc(8)
  control.writeUInt32BE(frames)
  return withChunks(hugePng(8, 8), [pngChunk('acTL', control)])
}

function isoFile(brand: string, compatible = ''): Buffer {
  const brands = Buffer.from(`ftyp${brand}\0\0\0\0${compatible}`, 'latin1')
  return Buffer.concat([Buffer.from([0, 0, 0, brands.length + 4]), brands, Buffer.alloc(64)])
}

const webm = Buffer.concat([Buffer.from('1a45dfa39f4286810142f7810142f2810442f381084282847765626d', 'hex'), Buffer.alloc(64)])

/** What the content is taken for, as `image png`. */
async function sniff(bytes: Buffer, limits = defaultReadLimits): Promise<string> {
  const { media, format } = await sniffFormat(heldFile('1', bytes), limits)
  return `${media} ${format}`
}

describe('sniffFormat', () => {
  it.each(['gif', 'webp'] as const)('takes a still %s for a picture and a moving one for a recording', async (format) => {
    expect(await sniff(await film(format, 1))).toBe(`image ${format}`)
    expect(await sniff(await film(format, 3))).toBe(`recording ${format}`)
  })

  it.each(['gif', 'webp'] as const)('tells that a %s moves when its first frame is longer than the head', async (format) => {
    const noise = (seed: number) =>
      sharp(noisePixels(600, seed), { raw: { width: 600, height: 600, channels: 3 } })
        .png()
        .toBuffer()
    const frames = [await noise(1), await noise(2)]
    const one = await sharp(frames[0]).toFormat(format, { quality: 100 }).toBuffer()
    const two = await sharp(frames, { join: { animated: true } })
      .toFormat(format, { quality: 100 })
      .toBuffer()
    expect(one.length).toBeGreaterThan(70_000)
    expect(await sniff(one)).toBe(`image ${format}`)
    expect(await sniff(two)).toBe(`recording ${format}`)
  })

  it('takes a one-frame APNG for a picture and a moving one for a recording', async () => {
    expect(await sniff(apng(1))).toBe('image apng')
    expect(await sniff(apng(2))).toBe('recording apng')
  })

  it.each([
    ['isom', 'mp4'],
    ['mp42', 'mp4'],
    ['M4V ', 'mp4'],
    ['3gp4', 'mp4'],
    ['qt  ', 'mov'],
  ])('takes brand %s for a recording', async (brand, format) => {
    expect(await sniff(isoFile(brand))).toBe(`recording ${format}`)
  })

  it.each(['avis', 'M4A ', 'crx '])('refuses brand %s', async (brand) => {
    await expect(sniff(isoFile(brand))).rejects.toMatchObject({ code: 'format-refused' })
  })

  it('tells WebM', async () => {
    expect(await sniff(webm)).toBe('recording webm')
  })

  it.each([
    ['AVI', Buffer.from(`RIFF\0\0\0\0AVI LIST${'\0'.repeat(300)}`, 'latin1')],
    ['FLV', Buffer.from('FLV\x01\x05\0\0\0\x09\0\0\0\0', 'latin1')],
    ['WMV', Buffer.from('3026b2758e66cf11a6d900aa0062ce6c', 'hex')],
    ['MPEG', Buffer.from('000001ba44000400040100000300', 'hex')],
    ['an HLS playlist', Buffer.from('#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n')],
    ['an ffconcat list', Buffer.from('ffconcat version 1.0\nfile /etc/passwd\n')],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>')],
  ])('refuses %s', async (_, bytes) => {
    await expect(sniff(bytes)).rejects.toMatchObject({ code: 'format-refused' })
  })

  it('holds pictures and recordings to limits of their own', async () => {
    const limits = { ...defaultReadLimits, maxBytes: 50, recording: { ...defaultReadLimits.recording, maxBytes: 70 } }
    await expect(sniff(hugePng(8, 8), limits)).rejects.toMatchObject({ code: 'file-too-large' })
    expect(await sniff(isoFile('isom').subarray(0, 60), limits)).toBe('recording mp4')
    await expect(sniff(isoFile('isom'), limits)).rejects.toMatchObject({ code: 'file-too-large' })
  })

  it('tells AVIF from HEIC where the file only says HEIF', async () => {
    expect(await sniff(isoFile('mif1', 'mif1avif'))).toBe('image avif')
    expect(await sniff(isoFile('mif1', 'mif1heic'))).toBe('image heic')
  })

  it('says what the refused file is', async () => {
    await expect(sniffFormat(heldFile('notes.png', Buffer.from('hello')), defaultReadLimits)).rejects.toMatchObject({
      detail: 'notes.png is plain text',
    })
  })
})

function noisePixels(side: number, seed: number): Buffer {
  const pixels = Buffer.alloc(side * side * 3)
  let state = seed
  for (let at = 0; at < pixels.length; at++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    pixels[at] = state >>> 24
  }
  return pixels
}
