import { readFileSync } from 'node:fs'
import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { toFault } from '../../src/errors.js'
import { readEvidence } from '../../src/read/read-evidence.js'
import { defaultReadLimits, type ReadLimits } from '../../src/read/read-limits.js'
import { randomOf } from '../builders/random-of.js'
import { drawPage } from './drawn.js'
import { pictureTools } from './fake-reader.js'
import { heldFile } from './held-file.js'
import { hugePng, pngChunk, withChunks } from './png-file.js'

const heic = readFileSync(new URL('../../fixtures/files/order-page.heic', import.meta.url))
const formats = ['png', 'jpeg', 'webp', 'avif', 'heic'] as const
const files = new Map<(typeof formats)[number], Buffer>()

beforeAll(async () => {
  const page = sharp(await drawPage()).resize(360)
  files.set('png', await page.clone().png().toBuffer())
  files.set('jpeg', await page.clone().jpeg({ quality: 75 }).toBuffer())
  files.set('webp', await page.clone().webp({ quality: 75 }).toBuffer())
  files.set('avif', await page.clone().avif({ quality: 50, effort: 0 }).toBuffer())
  files.set('heic', heic)
})

function fileOf(format: (typeof formats)[number]): Buffer {
  const file = files.get(format)
  if (!file) throw new Error(`no ${format} was drawn`)
  return file
}

async function outcome(bytes: Uint8Array, name = 'evidence/1.png', limits: ReadLimits = defaultReadLimits): Promise<string> {
  try {
    return (await readEvidence(heldFile(name, bytes), pictureTools(), limits)).fileFacts.format
  } catch (thrown) {
    return toFault(thrown).code
  }
}

describe('readEvidence on hostile files', () => {
  it.each(formats)('reads a whole %s whatever its name says', async (format) => {
    expect(await outcome(fileOf(format), 'evidence/notes.txt')).toBe(format)
  })

  it('refuses a 400 Mpx picture of a few hundred KB from its header alone', async () => {
    const bomb = hugePng(20_000, 20_000)
    expect(bomb.length).toBeLessThan(400_000)
    const startedAt = performance.now()
    expect(await outcome(bomb)).toBe('picture-too-large')
    expect(performance.now() - startedAt).toBeLessThan(1000)
  })

  it('refuses 225 Mpx, which the decoder’s own default lets pass', async () => {
    expect(await outcome(hugePng(15_000, 15_000))).toBe('picture-too-large')
  })

  it('refuses a HEIC over the pixel limit before decoding it', async () => {
    expect(await outcome(heic, 'a.heic', { ...defaultReadLimits, maxPixels: 1000 })).toBe('picture-too-large')
  })

  it('reads a screenshot of 1080 × 20000', async () => {
    expect(await outcome(hugePng(1080, 20_000))).toBe('png')
  })

  it('reads a picture of one pixel', async () => {
    expect(await outcome(hugePng(1, 1))).toBe('png')
  })

  it('refuses a file over the byte limit', async () => {
    expect(await outcome(fileOf('png'), 'a.png', { ...defaultReadLimits, maxBytes: 100 })).toBe('file-too-large')
  })

  it.each([
    ['an empty file', '', 'file-empty'],
    ['a text named .png', '订单号 DD7K2M9QX4B81TZA\n', 'format-refused'],
    ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/passwd"/></svg>', 'format-refused'],
    ['an SVG after a declaration', '\uFEFF<?xml version="1.0"?>\n<!-- x -->\n<svg xmlns="http://www.w3.org/2000/svg"/>', 'format-refused'],
    ['an HLS playlist', '#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n', 'format-refused'],
    ['an ffconcat list', "ffconcat version 1.0\nfile '/etc/passwd'\n", 'format-refused'],
    ['a PDF', '%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n', 'format-refused'],
    ['a web page', '<!DOCTYPE html><html><body>x</body></html>', 'format-refused'],
  ])('refuses %s', async (_, content, code) => {
    expect(await outcome(Buffer.from(content), 'evidence/1.png')).toBe(code)
  })

  it('refuses a zip, and names bytes of no known kind', async () => {
    expect(await outcome(Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.alloc(60)]))).toBe('format-refused')
    expect(await outcome(Buffer.from([1, 2, 3, 4, 5, 6, 7, 8, 0, 9]))).toBe('format-unknown')
  })

  it.each(['png', 'jpeg', 'webp', 'avif', 'heic'] as const)('calls a %s cut in the middle damaged', async (format) => {
    const whole = fileOf(format)
    expect(await outcome(whole.subarray(0, whole.length * 0.6))).toBe('picture-damaged')
  })

  it('is not held up by metadata that unpacks to hundreds of megabytes', async () => {
    const bomb = deflateSync(Buffer.alloc(100_000_000))
    const chunk = pngChunk('zTXt', Buffer.concat([Buffer.from('Comment\0\0', 'latin1'), bomb]))
    const file = withChunks(fileOf('png'), Array(20).fill(chunk))
    const startedAt = performance.now()
    expect(await outcome(file)).toBe('png')
    expect(performance.now() - startedAt).toBeLessThan(5000)
  })

  it('is not held up by an EXIF directory that refers to itself', async () => {
    const exif = Buffer.alloc(60_000, 0)
    exif.write('II*\0\b\0\0\0', 'latin1')
    exif.writeUInt16LE(4990, 8)
    for (let at = 10; at + 12 < exif.length; at += 12) exif.set(Buffer.from('698704000100000008000000', 'hex'), at)
    const startedAt = performance.now()
    expect(await outcome(withChunks(fileOf('png'), [pngChunk('eXIf', exif)]))).toBe('picture-damaged')
    expect(performance.now() - startedAt).toBeLessThan(2000)
  })

  it.each(formats)('answers 50 random corruptions of a %s with a reading or a named fault', async (format) => {
    const random = randomOf(20261120)
    for (let round = 0; round < 50; round++) {
      const code = await outcome(corrupt(fileOf(format), random), `${format} ${round}`, { ...defaultReadLimits, decodeTimeoutMs: 5000 })
      expect(code, `round ${round}`).not.toBe('internal')
    }
    expect(await outcome(fileOf(format))).toBe(format)
  })
})

/** Some bytes changed, or a piece cut out, doubled or zeroed; half of the damage falls on the head. */
function corrupt(whole: Buffer, random: () => number): Buffer {
  const upTo = random() < 0.5 ? Math.min(whole.length, 200) : whole.length
  const at = Math.floor(random() * upTo)
  const length = 1 + Math.floor(random() * 64)
  const kind = Math.floor(random() * 4)
  const piece = whole.subarray(at, at + length)
  if (kind === 0) return Buffer.concat([whole.subarray(0, at), whole.subarray(at + length)])
  if (kind === 1) return Buffer.concat([whole.subarray(0, at), piece, whole.subarray(at)])
  const damaged = Buffer.from(whole)
  if (kind === 2) return damaged.fill(0, at, at + length)
  for (let count = 0; count < length; count++) damaged[Math.floor(random() * upTo)] = Math.floor(random() * 256)
  return damaged
}
