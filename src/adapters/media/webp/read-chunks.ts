import { type FileHandle, open } from 'node:fs/promises'
import { Fault } from '../../../errors.js'
import type { RecordingFile } from '../../../ports.js'

/** One chunk of a RIFF file. */
export interface RiffChunk {
  readonly name: string
  readonly payload: Buffer
}

/** The size of the canvas an animated WebP is drawn on. Throws `recording-damaged` when it has none. */
export async function readHeader(file: RecordingFile): Promise<{ readonly widthPx: number; readonly heightPx: number }> {
  for await (const { name, payload } of readChunks(file)) {
    if (name !== 'VP8X' || payload.length < 10) break
    return { widthPx: 1 + payload.readUIntLE(4, 3), heightPx: 1 + payload.readUIntLE(7, 3) }
  }
  throw new Fault('recording-damaged', `${file.name} has no header of an animation`)
}

/** The chunks of a WebP file one by one, each read when asked for. The last one may be cut off: then its `isWhole` is false. */
export async function* readChunks(file: RecordingFile): AsyncGenerator<RiffChunk & { readonly isWhole: boolean }> {
  const handle = await open(file.path, 'r')
  try {
    for (let at = 12; ; ) {
      const head = await readAt(handle, at, 8)
      if (head.length < 8) return
      const length = head.readUInt32LE(4)
      const wanted = Math.min(length, maxChunkBytes)
      const payload = await readAt(handle, at + 8, wanted)
      yield { name: head.toString('latin1', 0, 4), payload, isWhole: payload.length === length }
      if (payload.length < wanted) return
      at += 8 + length + (length % 2)
    }
  } finally {
    await handle.close()
  }
}

/** A frame of 9 Mpx without any loss stays under it. */
const maxChunkBytes = 40_000_000

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  // Never more than the file has: a header may claim 4 GB.
  const left = Math.max(0, (await handle.stat()).size - position)
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(Math.min(length, left)), 0, Math.min(length, left), position)
  return buffer.subarray(0, bytesRead)
}
