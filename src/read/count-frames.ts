import type { PictureFormat } from './picture-format.js'
import { type Block, walkContainer } from './walk-container.js'

/** How many pictures the file shows one after the other: 1 for a still one, whatever its format could do. */
export function countFrames(bytes: Uint8Array, format: PictureFormat): number {
  const count = counters[format]
  if (!count) return 1
  let frames = 0
  for (const block of walkContainer(bytes, format)) {
    frames += count(block, bytes)
    if (frames > 1) break
  }
  return Math.max(frames, 1)
}

const counters: Partial<Record<PictureFormat, (block: Block, bytes: Uint8Array) => number>> = {
  gif: ({ name }) => (name === 'image' ? 1 : 0),
  webp: ({ name }) => (name === 'ANMF' ? 1 : 0),
  apng: ({ name, start, end }, bytes) =>
    name === 'acTL' && end - start >= 4 ? Buffer.from(bytes.buffer, bytes.byteOffset).readUInt32BE(start) : 0,
}
