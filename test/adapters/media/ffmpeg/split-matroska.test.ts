import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type MatroskaBlock, splitMatroska } from '../../../../src/adapters/media/ffmpeg/split-matroska.js'

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

/** Every piece comes in the same memory, as from a pipe. */
function read(bytes: Buffer, lengths: readonly number[] = [65_536], maxBlockBytes = 10_000): MatroskaBlock[] {
  const blocks: MatroskaBlock[] = []
  const take = splitMatroska(maxBlockBytes, (one) => blocks.push(one))
  const memory = Buffer.alloc(65_536)
  for (let at = 0, piece = 0; at < bytes.length; piece++) {
    const length = Math.min(lengths[piece % lengths.length] ?? 1, bytes.length - at)
    bytes.copy(memory, 0, at, at + length)
    take(memory.subarray(0, length))
    at += length
  }
  return blocks
}

describe('splitMatroska', () => {
  it('finds the blocks of clusters of known and unknown size, with their times', () => {
    expect(read(stream)).toEqual(expected)
  })

  it('finds the same however the bytes arrive', () => {
    const lengths = fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(lengths, (pieces) => {
        expect(read(stream, pieces)).toEqual(expected)
      }),
      { numRuns: 50 },
    )
  })

  it('gives whole blocks only, wherever the stream is cut', () => {
    for (let end = 0; end < stream.length; end += 97) {
      expect(expected.slice(0, 1)).toEqual(expect.arrayContaining(read(stream.subarray(0, end))))
    }
  })

  it('takes no element for data that no one asked for', () => {
    const huge = Buffer.concat([Buffer.from('ec', 'hex'), Buffer.from('0100000fffffffff', 'hex'), Buffer.alloc(100)])
    expect(() => read(huge)).toThrow(RangeError)
  })

  it('gives the same array again where no byte of a track has changed, and never one that is written to later', () => {
    const data = [first, first, Buffer.from('third'), first].map((content) => element('a3', block(1, 0, content)))
    const blocks = read(Buffer.concat(data))
    expect(blocks[1]?.data).toBe(blocks[0]?.data)
    expect(blocks.map(({ data: content }) => Buffer.from(content).toString())).toEqual(['first', 'first', 'third', 'first'])
  })

  it('ends or throws a RangeError on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        try {
          read(Buffer.from(bytes))
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError)
        }
      }),
    )
  })
})
