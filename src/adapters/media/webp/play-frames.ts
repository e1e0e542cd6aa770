import sharp from 'sharp'
import { Fault } from '../../../errors.js'
import type { Moment, RecordingFile, RecordingLimits, Still } from '../../../ports.js'
import { decodeFrame, type WebpFrame } from './decode-frame.js'
import { type Canvas, clearFrame, flattenCanvas, paintFrame } from './paint-frame.js'
import { readChunks } from './read-chunks.js'

/** Sizes of what comes out. */
export interface PlaySize {
  readonly widthPx: number
  readonly heightPx: number
  readonly glance: { readonly widthPx: number; readonly heightPx: number }
}

/** The moments of an animated WebP: the last one is a still at its end, or a break. Throws what `OpenedRecording.moments` may. */
export async function* playFrames(file: RecordingFile, size: PlaySize, limits: RecordingLimits): AsyncGenerator<Moment> {
  const canvas: Canvas = { ...size, rgba: new Uint8Array(size.widthPx * size.heightPx * 4) }
  let fromMs = 0
  let frames = 0
  let still: Still | null = null
  for await (const frame of frameOrNull(file, limits.maxPixels)) {
    if (frame === null || !paintFrame(canvas, frame)) {
      if (frames === 0) throw new Fault('recording-damaged', `${file.name}: not one frame can be decoded`)
      yield { kind: 'break', ms: fromMs, because: 'the rest of the file is missing or cannot be decoded' }
      return
    }
    if (++frames > limits.maxFrames) throw new Fault('recording-too-long', `${file.name} has more than ${limits.maxFrames} frames`)
    const rgb = flattenCanvas(canvas)
    yield { kind: 'glance', ms: fromMs, luma: await shrink(rgb, size) }
    const untilMs = fromMs + frame.durationMs
    if (untilMs > limits.maxDurationMs) throw tooLong(file.name, limits)
    still = makeStill(fromMs, rgb, size)
    for (let ms = nextStillMs(fromMs); ms < untilMs; ms += stillEveryMs) yield { ...still, ms }
    if (frame.isDisposed) clearFrame(canvas, frame)
    fromMs = untilMs
  }
  if (!still) throw new Fault('recording-damaged', `${file.name} holds no frame`)
  yield { ...still, ms: fromMs }
}

const stillEveryMs = 250

function nextStillMs(fromMs: number): number {
  return Math.ceil(fromMs / stillEveryMs) * stillEveryMs
}

/** Null where a frame is broken or cut off. */
async function* frameOrNull(file: RecordingFile, maxPixels: number): AsyncGenerator<WebpFrame | null> {
  for await (const { name, payload, isWhole } of readChunks(file)) {
    if (name === 'ANMF') yield isWhole ? await decodeFrame(payload, maxPixels) : null
    else if (!isWhole) yield null
  }
}

function makeStill(ms: number, rgb: Uint8Array, { widthPx, heightPx }: PlaySize): Still {
  const rowBytes = widthPx * 3
  return {
    kind: 'still',
    ms,
    luma: lumaOf(rgb),
    picture: () => ({ widthPx, heightPx, rgb: rgb.slice() }),
    strip: (rows) => {
      const top = Math.min(Math.max(0, rows.top), heightPx - 1)
      const bottom = Math.min(Math.max(top + 1, rows.bottom), heightPx)
      return { widthPx, heightPx: bottom - top, rgb: rgb.slice(top * rowBytes, bottom * rowBytes) }
    },
  }
}

/** ITU-R BT.709 in 16-bit fractions. */
function lumaOf(rgb: Uint8Array): Uint8Array {
  const luma = new Uint8Array(rgb.length / 3)
  for (let at = 0, from = 0; at < luma.length; at++, from += 3) {
    luma[at] = ((rgb[from] ?? 0) * 13933 + (rgb[from + 1] ?? 0) * 46871 + (rgb[from + 2] ?? 0) * 4732 + 32768) >> 16
  }
  return luma
}

async function shrink(rgb: Uint8Array, { widthPx, heightPx, glance }: PlaySize): Promise<Uint8Array> {
  const data = await sharp(rgb, { raw: { width: widthPx, height: heightPx, channels: 3 } })
    .resize(glance.widthPx, glance.heightPx, { fit: 'fill' })
    .greyscale()
    .raw()
    .toBuffer()
  return new Uint8Array(data)
}

function tooLong(name: string, limits: RecordingLimits): Fault {
  return new Fault('recording-too-long', `${name} lasts longer than ${Math.round(limits.maxDurationMs / 1000)} s`)
}
