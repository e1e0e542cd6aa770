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
  const { take } = splitMatroska(maxBlockBytes, 1, (one) => blocks.push(one))
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

  it('gives the same array again where no byte of the shared track has changed, and never one that is written to later', () => {
    const blocksOf = (track: number) => {
      const contents = [first, first, Buffer.from('third'), first]
      return read(Buffer.concat(contents.map((content) => element('a3', block(track, 0, content))))).map(({ data }) => data)
    }
    const [shared, others] = [blocksOf(1), blocksOf(2)]
    expect(shared[1]).toBe(shared[0])
    expect(others[1]).not.toBe(others[0])
    for (const all of [shared, others])
      expect(all.map((data) => Buffer.from(data).toString())).toEqual(['first', 'first', 'third', 'first'])
  })

  it('writes over the memory that was given back, and over no other', () => {
    const blocks: Uint8Array[] = []
    const splitter = splitMatroska(10_000, 1, ({ data }) => blocks.push(data))
    const takeBlock = (content: string) => splitter.take(element('a3', block(2, 0, Buffer.from(content))))
    takeBlock('held.')
    takeBlock('given')
    if (blocks[1]) splitter.giveBack(blocks[1])
    takeBlock('third')
    takeBlock('fourt')
    expect(blocks[2]).toBe(blocks[1])
    expect(blocks.map((data) => Buffer.from(data).toString())).toEqual(['held.', 'third', 'third', 'fourt'])
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
