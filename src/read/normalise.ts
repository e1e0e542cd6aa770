import sharp, { type Metadata, type Sharp } from 'sharp'
import { Fault } from '../errors.js'
import type { Picture } from '../ports.js'
import { decodeHeic } from './decode-heic.js'
import type { PictureFormat } from './picture-format.js'
import type { ReadLimits } from './read-limits.js'

/**
 * The picture decoded and upright: 8-bit sRGB without transparency.
 * Throws `picture-too-large` from the header alone, `picture-damaged`, or `reading-timed-out`.
 */
export async function normalise(file: string, bytes: Uint8Array, format: PictureFormat, limits: ReadLimits): Promise<Picture> {
  const header = await readHeader(file, bytes)
  const pixels = header.width * header.height
  if (pixels > limits.maxPixels) {
    throw new Fault('picture-too-large', `${file} is ${header.width} × ${header.height}, more than ${limits.maxPixels / 1e6} Mpx`)
  }
  if (format === 'heic') return await decodeHeic(file, bytes, limits)
  try {
    const open = () => sharp(bytes, { limitInputPixels: limits.maxPixels, failOn: 'warning' })
    return await toPicture(open, header, limits)
  } catch (cause) {
    throw decodingFault(file, cause, limits)
  }
}

async function readHeader(file: string, bytes: Uint8Array): Promise<Metadata> {
  try {
    return await sharp(bytes, { limitInputPixels: false }).metadata()
  } catch (cause) {
    throw damaged(file, cause)
  }
}

async function toPicture(open: () => Sharp, header: Metadata, limits: ReadLimits): Promise<Picture> {
  const timeout = { seconds: Math.max(1, Math.ceil(limits.decodeTimeoutMs / 1000)) }
  const upright = () => open().autoOrient().timeout(timeout)
  const background = header.hasAlpha ? await backgroundFor(upright()) : white
  const { data, info } = await upright()
    .flatten({ background })
    .toColourspace('srgb')
    .removeAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
  return { widthPx: info.width, heightPx: info.height, rgb: new Uint8Array(data.buffer, data.byteOffset, data.length) }
}

const white = { r: 255, g: 255, b: 255 }
/** Dark enough for white text, yet not the black that shadows are made of. */
const dark = { r: 32, g: 32, b: 32 }
const thumbnailPx = 256

/** White, unless what is drawn is mostly light and much is see-through: light text would vanish on white. */
async function backgroundFor(picture: Sharp): Promise<typeof white> {
  const { data } = await picture
    .resize(thumbnailPx, thumbnailPx, { fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
  let weight = 0
  let light = 0
  for (let at = 0; at + 3 < data.length; at += 4) {
    const [r = 0, g = 0, b = 0, alpha = 0] = data.subarray(at, at + 4)
    weight += alpha
    light += alpha * ((r * 299 + g * 587 + b * 114) / 1000)
  }
  const pixels = data.length / 4
  const isMostlySeeThrough = weight < pixels * 255 * 0.5
  return isMostlySeeThrough && weight > 0 && light / weight > 170 ? dark : white
}

function decodingFault(file: string, cause: unknown, limits: ReadLimits): Fault {
  const message = firstLine(cause)
  if (/timeout/i.test(message)) {
    return new Fault('reading-timed-out', `${file} was not decoded within ${limits.decodeTimeoutMs} ms`, { cause })
  }
  if (/pixel limit|too large|exceeds/i.test(message)) return new Fault('picture-too-large', `${file}: ${message}`, { cause })
  return damaged(file, cause)
}

/** In our words: libvips keeps one error text for the whole process, so its own may speak of another file. */
function damaged(file: string, cause: unknown): Fault {
  return new Fault('picture-damaged', `${file} cannot be decoded, it is broken or ends too early`, { cause })
}

function firstLine(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).split('\n', 1)[0] ?? ''
}
