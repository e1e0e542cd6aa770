import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type MatroskaBlock, readMatroska } from '../../../../src/adapters/media/ffmpeg/read-matroska.js'

/** An element with its size in eight bytes, or of unknown size. */
function element(id: string, content: Buffer, isUnknown = false): Buffer {
  const size = Buffer.alloc(8)
  size.writeBigUInt64BE(isUnknown ? 0x01ffffffffffffffn : 0x0100000000000000n + BigInt(content.length))
  return Buffer.concat([Buffer.from(id, 'hex'), size, content])
}

function block(track: number, relativeMs: number, data: Buffer): Buffer {
  const head = Buffer.from([0x80 | track, 0, 0, 0x80])
  head.writeInt16BE(relativeMs, 1)
  return Buffer.concat([head, data])
}

const first = Buffer.from('first')
const second = Buffer.alloc(5000, 'second')
const stream = Buffer.concat([
  element('1a45dfa3', Buffer.from('4286810142f78101', 'hex')),
  element(
    '18538067',
    Buffer.concat([
      element('1549a966', Buffer.alloc(30)),
      element('1f43b675', Buffer.concat([element('e7', Buffer.from([0x03, 0xe8])), element('a3', block(1, -7, first))]), true),
      element(
        '1f43b675',
        Buffer.concat([element('e7', Buffer.from([0x01, 0x00, 0x00])), element('a0', element('a1', block(2, 33, second)))]),
      ),
    ]),
    true,
  ),
])
const expected = [
  { track: 1, ms: 993, data: Uint8Array.from(first) },
  { track: 2, ms: 65_569, data: Uint8Array.from(second) },
]

async function* inPieces(bytes: Buffer, lengths: readonly number[]): AsyncGenerator<Buffer> {
  for (let at = 0, piece = 0; at < bytes.length; piece++) {
    const length = lengths[piece % lengths.length] ?? 1
    yield bytes.subarray(at, at + length)
    at += length
  }
}

async function read(bytes: Buffer, lengths: readonly number[] = [65_536], maxBlockBytes = 10_000): Promise<MatroskaBlock[]> {
  const blocks: MatroskaBlock[] = []
  for await (const one of readMatroska(inPieces(bytes, lengths), maxBlockBytes)) blocks.push(one)
  return blocks
}

describe('readMatroska', () => {
  it('finds the blocks of clusters of known and unknown size, with their times', async () => {
    expect(await read(stream)).toEqual(expected)
  })

  it('finds the same however the bytes arrive', async () => {
    const lengths = fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 20 })
    await fc.assert(
      fc.asyncProperty(lengths, async (pieces) => {
        expect(await read(stream, pieces)).toEqual(expected)
      }),
      { numRuns: 50 },
    )
  })

  it('gives whole blocks only, wherever the stream is cut', async () => {
    for (let end = 0; end < stream.length; end += 97) {
      expect(expected.slice(0, 1)).toEqual(expect.arrayContaining(await read(stream.subarray(0, end))))
    }
  })

  it('takes no element for data that no one asked for', async () => {
    const huge = Buffer.concat([Buffer.from('ec', 'hex'), Buffer.from('0100000fffffffff', 'hex'), Buffer.alloc(100)])
    await expect(read(huge)).rejects.toThrow(RangeError)
  })

  it('ends or throws a RangeError on any bytes', async () => {
    const outcome = (bytes: Uint8Array) =>
      read(Buffer.from(bytes)).then(
        () => 'end',
        (thrown: unknown) => (thrown as Error).name,
      )
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        expect(['end', 'RangeError']).toContain(await outcome(bytes))
      }),
    )
  })
})
