import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { inspectRecording } from '../../src/read/inspect-recording.js'
import { heldFile } from './held-file.js'

const folder = mkdtempSync(path.join(tmpdir(), 'swiftproof-inspect-'))
afterAll(() => rmSync(folder, { recursive: true }))

function inspect(bytes: Buffer, encoder: string | null = null) {
  const file = path.join(folder, 'clip.mp4')
  writeFileSync(file, bytes)
  return inspectRecording({ ...heldFile('clip.mp4', Buffer.alloc(0)), path: file }, 'mp4', encoder)
}

/** Bytes that say nothing, with something put in at a place. */
function filled(length: number, place = 0, content: Buffer | string = ''): Buffer {
  const bytes = Buffer.alloc(length, 0x5a)
  bytes.set(Buffer.from(content), place)
  return bytes
}

const label = '{"Label":"1","ContentProducer":"demo","ProduceID":"7"}'

describe('inspectRecording', () => {
  it('hashes all of a file that is longer than what it keeps', async () => {
    const bytes = Buffer.from(Array.from({ length: 11_000_000 }, (_, at) => (at * 7) % 251))
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    expect(await inspect(bytes, 'Lavf59')).toEqual({
      sha256,
      bytes: bytes.length,
      format: 'mp4',
      software: 'Lavf59',
      imageUniqueId: null,
      takenAt: null,
      aigcLabel: null,
      hasC2pa: false,
    })
  })

  it.each([
    ['at the start', 100, 11_000_000],
    ['at the end', 10_990_000, 11_000_000],
    ['where both ends meet', 4_194_280, 8_000_000],
  ])('finds the label of generated content and a C2PA manifest %s', async (_, place, length) => {
    expect((await inspect(filled(length, place, label))).aigcLabel).toBe(`{"AIGC":${label}}`)
    const uuid = Buffer.concat([Buffer.from('uuid'), Buffer.from('d8fec3d61b0e483c92975828877ec481', 'hex')])
    expect((await inspect(filled(length, place, uuid))).hasC2pa).toBe(true)
  })

  it('finds the label in XMP and a manifest in JUMBF', async () => {
    const xmp = '<x xmlns:TC260="http://www.tc260.org.cn/ns/AIGC/1.0/" TC260:Label="1" TC260:ContentProducer="demo"/>'
    expect((await inspect(filled(9000, 300, xmp))).aigcLabel).toBe('Label=1; ContentProducer=demo')
    const jumbf = Buffer.concat([Buffer.from('jumd'), Buffer.from('6332706100110010800000aa00389b71', 'hex')])
    expect((await inspect(filled(9000, 300, jumbf))).hasC2pa).toBe(true)
  })

  it('names the encoder the stream itself was signed with where the container is silent', async () => {
    expect((await inspect(filled(9000, 300, 'x264 - core 164 r3095'))).software).toBe('x264 - core 164')
    expect((await inspect(filled(9000))).software).toBeNull()
  })
})
