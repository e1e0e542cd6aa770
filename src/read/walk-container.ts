import type { PictureFormat } from './picture-format.js'

/** One block of a container: a PNG chunk, a JPEG segment, a RIFF chunk or an ISO box; `start` and `end` bound its payload. */
export interface Block {
  readonly name: string
  readonly start: number
  readonly end: number
}

/**
 * The blocks of a picture file in file order, without their payload. Stops quietly where the structure breaks
 * and after 20,000 blocks, so that hostile files cost a bounded time.
 */
export function* walkContainer(bytes: Uint8Array, format: PictureFormat): Generator<Block> {
  let count = 0
  for (const block of walkers[format](Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))) {
    yield block
    if (++count === maxBlocks || block.end >= bytes.length) return
  }
}

const maxBlocks = 20_000

const walkers: Readonly<Record<PictureFormat, (bytes: Buffer) => Generator<Block>>> = {
  png: pngChunks,
  apng: pngChunks,
  jpeg: jpegSegments,
  webp: riffChunks,
  avif: isoBoxes,
  heic: isoBoxes,
  gif: gifBlocks,
}

function* pngChunks(bytes: Buffer): Generator<Block> {
  for (let at = 8; at + 12 <= bytes.length; ) {
    const start = at + 8
    const end = start + bytes.readUInt32BE(at)
    yield { name: bytes.toString('latin1', at + 4, start), start, end: Math.min(end, bytes.length) }
    at = end + 4
  }
}

/** Named by their marker in hexadecimal (`e1` is APP1). Ends at the first scan: metadata stands before it. */
function* jpegSegments(bytes: Buffer): Generator<Block> {
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes.readUInt8(at + 1)
    if (marker === 0xda || marker === 0xd9) return
    if (marker === 0xff) {
      at += 1
      continue
    }
    const end = at + 2 + bytes.readUInt16BE(at + 2)
    yield { name: marker.toString(16), start: at + 4, end: Math.min(end, bytes.length) }
    at = end
  }
}

function* riffChunks(bytes: Buffer): Generator<Block> {
  for (let at = 12; at + 8 <= bytes.length; ) {
    const start = at + 8
    const length = bytes.readUInt32LE(at + 4)
    yield { name: bytes.toString('latin1', at, at + 4), start, end: Math.min(start + length, bytes.length) }
    at = start + length + (length % 2)
  }
}

function* isoBoxes(bytes: Buffer): Generator<Block> {
  for (let at = 0; at + 8 <= bytes.length; ) {
    const size = bytes.readUInt32BE(at)
    const isLong = size === 1 && at + 16 <= bytes.length
    const length = isLong ? Number(bytes.readBigUInt64BE(at + 8)) : size === 0 ? bytes.length - at : size
    const start = at + (isLong ? 16 : 8)
    if (length < start - at) return
    yield { name: bytes.toString('latin1', at + 4, at + 8), start, end: Math.min(at + length, bytes.length) }
    at += length
  }
}

/** `image` for each frame, `extension` for the rest. */
function* gifBlocks(bytes: Buffer): Generator<Block> {
  const tableBytes = (packed: number) => (packed & 0x80 ? 3 * 2 ** ((packed & 7) + 1) : 0)
  if (bytes.length < 13) return
  for (let at = 13 + tableBytes(bytes.readUInt8(10)); at + 2 < bytes.length; ) {
    const kind = bytes[at]
    if (kind !== 0x2c && kind !== 0x21) return
    if (kind === 0x2c && at + 10 >= bytes.length) return
    const start = kind === 0x21 ? at + 2 : at + 11 + tableBytes(bytes.readUInt8(at + 9))
    let end = start
    for (let length = bytes[end]; length; length = bytes[end]) end += length + 1
    yield { name: kind === 0x2c ? 'image' : 'extension', start, end: Math.min(end + 1, bytes.length) }
    at = end + 1
  }
}
