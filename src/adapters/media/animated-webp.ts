import { Fault } from '../../errors.js'
import type { Moment, OpenedRecording, RecordingFile, RecordingLimits } from '../../ports.js'
import { sizeGlance } from './size-glance.js'
import { playFrames } from './webp/play-frames.js'
import { readHeader } from './webp/read-chunks.js'
import { withPatience } from './with-patience.js'

/**
 * An animated WebP, which ffmpeg before version 8 does not decode: its frames are decoded one by one by sharp and laid
 * over each other here, so that memory stays flat and a broken tail costs no more than itself.
 * Throws `recording-damaged` or `recording-too-large`.
 */
export async function openAnimatedWebp(file: RecordingFile, limits: RecordingLimits): Promise<OpenedRecording> {
  const { widthPx, heightPx } = await readHeader(file)
  if (widthPx * heightPx > limits.maxPixels) {
    throw new Fault('recording-too-large', `${file.name} is ${widthPx} × ${heightPx}, more than ${limits.maxPixels / 1e6} Mpx`)
  }
  const facts = {
    format: 'webp',
    codec: 'webp',
    widthPx,
    heightPx,
    rotationDegrees: 0,
    durationMs: null,
    encoder: null,
    device: null,
    createdAt: null,
  } as const
  const size = { widthPx, heightPx, glance: sizeGlance(widthPx, heightPx) }
  const moments = (): AsyncIterable<Moment> =>
    withPatience(playFrames(file, size, limits), limits.decodeTimeoutMs, file.name, () => undefined)
  return { facts, glance: size.glance, moments }
}
