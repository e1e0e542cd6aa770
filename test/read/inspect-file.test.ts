import { readFileSync } from 'node:fs'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { inspectFile } from '../../src/read/inspect-file.js'
import { pngChunk, withChunks } from './png-file.js'

const aigc = '{"Label":"1","ContentProducer":"demo","ProduceID":"p-1"}'
const xmpOf = (attributes: string) =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description ${attributes}/></rdf:RDF></x:xmpmeta>`

const blank = () => sharp({ create: { width: 64, height: 64, channels: 3, background: '#fff' } })
const formats = ['png', 'jpeg', 'webp', 'avif'] as const

/** A JUMBF box that says it is a C2PA manifest store. */
const jumbf = Buffer.from('000000346a756d62000000196a756d6463327061', 'hex')

describe('inspectFile', () => {
  it.each(formats)('says what a %s says of itself', async (format) => {
    const bytes = await blank()
      .withExif({
        IFD0: { Software: 'MeituPic 9.1' },
        IFD2: { DateTimeOriginal: '2026:11:20 14:22:57' },
      })
      .toFormat(format)
      .toBuffer()
    expect(await inspectFile(bytes, format)).toMatchObject({
      bytes: bytes.length,
      format,
      software: 'MeituPic 9.1',
      takenAt: '2026-11-20T14:22:57',
      aigcLabel: null,
      hasC2pa: false,
    })
  })

  it('reads the unique id of a camera’s picture', async () => {
    const exif = tiffWithImageId('0123456789abcdef0123456789abcdef')
    const bytes = withChunks(await blank().png().toBuffer(), [pngChunk('eXIf', exif)])
    expect(await inspectFile(bytes, 'png')).toMatchObject({ imageUniqueId: '0123456789abcdef0123456789abcdef' })
  })

  it('leaves absent facts null and hashes the original bytes', async () => {
    const bytes = await blank().png().toBuffer()
    expect(await inspectFile(bytes, 'png')).toMatchObject({
      software: null,
      imageUniqueId: null,
      takenAt: null,
      aigcLabel: null,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    const known = await inspectFile(Buffer.from('abc'), 'png')
    expect(known.sha256).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  })

  it('names the editor that only XMP names', async () => {
    const bytes = await blank()
      .withXmp(xmpOf('xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreatorTool="Adobe Photoshop 25.0"'))
      .png()
      .toBuffer()
    expect((await inspectFile(bytes, 'png')).software).toBe('Adobe Photoshop 25.0')
  })

  it.each(formats)('finds the AI label in the XMP of a %s, whatever the prefix', async (format) => {
    const xmp = xmpOf(`xmlns:T="http://www.tc260.org.cn/ns/AIGC/1.0/" T:AIGC='${aigc}'`)
    const bytes = await blank().withXmp(xmp).toFormat(format).toBuffer()
    expect((await inspectFile(bytes, format)).aigcLabel).toBe(aigc)
  })

  it('finds the AI label as separate properties', async () => {
    const xmp = xmpOf('xmlns:TC260="http://www.tc260.org.cn/ns/AIGC/1.0/" TC260:Label="1" TC260:ContentProducer="demo"')
    expect((await inspectFile(await blank().withXmp(xmp).png().toBuffer(), 'png')).aigcLabel).toBe('Label=1; ContentProducer=demo')
  })

  it('finds the AI label in a PNG text chunk and in the EXIF comment', async () => {
    const png = await blank().png().toBuffer()
    const text = withChunks(png, [pngChunk('tEXt', Buffer.from(`AIGC\0${aigc}`))])
    expect((await inspectFile(text, 'png')).aigcLabel).toBe(aigc)
    const comment = await blank()
      .withExif({ IFD2: { UserComment: `{"AIGC":${aigc}}` } })
      .jpeg()
      .toBuffer()
    expect((await inspectFile(comment, 'jpeg')).aigcLabel).toBe(`{"AIGC":${aigc}}`)
  })

  it('finds a C2PA manifest wherever a format keeps it', async () => {
    const png = await blank().png().toBuffer()
    expect((await inspectFile(withChunks(png, [pngChunk('caBX', jumbf)]), 'png')).hasC2pa).toBe(true)

    const jpeg = await blank().jpeg().toBuffer()
    const segment = Buffer.concat([
      Buffer.from('ffeb', 'hex'),
      uint16(jumbf.length + 10),
      Buffer.from('JP\0\u0001\0\0\0\u0001', 'latin1'),
      jumbf,
    ])
    expect((await inspectFile(Buffer.concat([jpeg.subarray(0, 2), segment, jpeg.subarray(2)]), 'jpeg')).hasC2pa).toBe(true)

    const webp = await blank().webp().toBuffer()
    const chunk = Buffer.concat([Buffer.from('C2PA'), Buffer.from(Uint32Array.of(jumbf.length).buffer), jumbf])
    expect((await inspectFile(Buffer.concat([webp, chunk]), 'webp')).hasC2pa).toBe(true)

    const avif = await blank().avif({ effort: 0 }).toBuffer()
    const box = Buffer.concat([
      Buffer.from([0, 0, 0, 24 + jumbf.length]),
      Buffer.from('uuid'),
      Buffer.from('d8fec3d61b0e483c92975828877ec481', 'hex'),
      jumbf,
    ])
    expect((await inspectFile(Buffer.concat([avif, box]), 'avif')).hasC2pa).toBe(true)
  })

  it('does not take the letters c2pa in the picture for a manifest', async () => {
    const png = withChunks(await blank().png().toBuffer(), [pngChunk('tEXt', Buffer.from('Comment\0c2pa jumb JP'))])
    expect((await inspectFile(png, 'png')).hasC2pa).toBe(false)
  })

  it('reads a HEIC', async () => {
    const bytes = readFileSync(new URL('../../fixtures/files/order-page.heic', import.meta.url))
    expect(await inspectFile(bytes, 'heic')).toMatchObject({ format: 'heic', hasC2pa: false, aigcLabel: null })
  })

  it('takes broken metadata for none', async () => {
    const png = await blank().png().toBuffer()
    const broken = withChunks(png, [
      pngChunk('eXIf', Buffer.from('II*\0\xff\xff\xff\x7f')),
      pngChunk('iTXt', Buffer.from('XML:com.adobe.xmp\0\0\0\0\0<x:xmpmeta')),
    ])
    expect(await inspectFile(broken, 'png')).toMatchObject({ software: null, aigcLabel: null })
  })
})

function uint16(value: number): Buffer {
  return Buffer.from([value >> 8, value & 255])
}

/** A TIFF block whose Exif directory holds ImageUniqueID (0xa420, 33 characters with the closing NUL). */
function tiffWithImageId(id: string): Buffer {
  const tiff = Buffer.alloc(44 + id.length + 1)
  tiff.write('II*\0\b\0\0\0', 'latin1')
  const entry = (at: number, tag: number, type: number, count: number, value: number) => {
    tiff.writeUInt16LE(1, at)
    tiff.writeUInt16LE(tag, at + 2)
    tiff.writeUInt16LE(type, at + 4)
    tiff.writeUInt32LE(count, at + 6)
    tiff.writeUInt32LE(value, at + 10)
  }
  entry(8, 0x8769, 4, 1, 26)
  entry(26, 0xa420, 2, id.length + 1, 44)
  tiff.write(id, 44, 'latin1')
  return tiff
}
