import sharp from 'sharp'

/** One frame of an animated WebP: where it goes, how long it stays, and its pixels. */
export interface WebpFrame {
  readonly x: number
  readonly y: number
  readonly widthPx: number
  readonly heightPx: number
  readonly durationMs: number
  /** Laid over what is there; else put in its place. */
  readonly isBlended: boolean
  /** Taken away before the next one. */
  readonly isDisposed: boolean
  /** 8-bit RGBA, rows from the top. */
  readonly rgba: Uint8Array
}

/** Decodes an `ANMF` chunk (WebP container specification, "Animation"); null when it is broken. */
export async function decodeFrame(payload: Buffer, maxPixels: number): Promise<WebpFrame | null> {
  if (payload.length < 24) return null
  const widthPx = 1 + payload.readUIntLE(6, 3)
  const heightPx = 1 + payload.readUIntLE(9, 3)
  const flags = payload.readUInt8(15)
  if (widthPx * heightPx > maxPixels) return null
  const rgba = await decodePixels(asStill(payload.subarray(16), widthPx, heightPx), widthPx, heightPx)
  if (rgba === null) return null
  return {
    x: 2 * payload.readUIntLE(0, 3),
    y: 2 * payload.readUIntLE(3, 3),
    widthPx,
    heightPx,
    durationMs: shownMs(payload.readUIntLE(12, 3)),
    isBlended: (flags & 2) === 0,
    isDisposed: (flags & 1) === 1,
    rgba,
  }
}

/** Browsers show a frame that asks for less than 20 ms for 100: too many files say 0 and mean "some time". */
function shownMs(durationMs: number): number {
  return durationMs < 20 ? 100 : durationMs
}

/** The frame's own chunks as a WebP file of one picture. */
function asStill(chunks: Buffer, widthPx: number, heightPx: number): Buffer {
  const hasAlpha = chunks.toString('latin1', 0, 4) === 'ALPH'
  const header = Buffer.alloc(18)
  header.write('VP8X', 'latin1')
  header.writeUInt32LE(10, 4)
  header.writeUInt8(0x10, 8)
  header.writeUIntLE(widthPx - 1, 12, 3)
  header.writeUIntLE(heightPx - 1, 15, 3)
  const content = hasAlpha ? Buffer.concat([header, chunks]) : chunks
  const riff = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1')
  riff.writeUInt32LE(content.length + 4, 4)
  return Buffer.concat([riff, content])
}

async function decodePixels(still: Buffer, widthPx: number, heightPx: number): Promise<Uint8Array | null> {
  try {
    const picture = sharp(still, { failOn: 'error', limitInputPixels: widthPx * heightPx }).timeout({ seconds: 10 })
    const { data, info } = await picture.ensureAlpha().raw().toBuffer({ resolveWithObject: true })
    return info.width === widthPx && info.height === heightPx ? data : null
  } catch {
    return null
  }
}
