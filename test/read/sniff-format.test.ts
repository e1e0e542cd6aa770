import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { sniffFormat } from '../../src/read/sniff-format.js'
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

describe('sniffFormat', () => {
  it.each(['gif', 'webp'] as const)('takes a still %s for a picture and a moving one for a recording', async (format) => {
    expect(await sniffFormat('1', await film(format, 1))).toBe(format)
    await expect(sniffFormat('1', await film(format, 3))).rejects.toMatchObject({ code: 'format-refused' })
  })

  it('takes a one-frame APNG for a picture and a moving one for a recording', async () => {
    expect(await sniffFormat('1', apng(1))).toBe('apng')
    await expect(sniffFormat('1', apng(2))).rejects.toMatchObject({ code: 'format-refused' })
  })

  it.each(['isom', 'mp42', 'qt  ', 'M4V ', '3gp4', 'avis'])('refuses a recording of brand %s as a recording', async (brand) => {
    await expect(sniffFormat('1', isoFile(brand))).rejects.toMatchObject({ code: 'format-refused' })
  })

  it('refuses WebM and Matroska as recordings', async () => {
    const webm = Buffer.concat([Buffer.from('1a45dfa39f4286810142f7810142f2810442f381084282847765626d', 'hex'), Buffer.alloc(64)])
    await expect(sniffFormat('1', webm)).rejects.toMatchObject({ code: 'format-refused' })
  })

  it('tells AVIF from HEIC where the file only says HEIF', async () => {
    expect(await sniffFormat('1', isoFile('mif1', 'mif1avif'))).toBe('avif')
    expect(await sniffFormat('1', isoFile('mif1', 'mif1heic'))).toBe('heic')
  })

  it('says what the refused file is', async () => {
    await expect(sniffFormat('notes.png', Buffer.from('hello'))).rejects.toMatchObject({ detail: 'notes.png is plain text' })
  })
})
