import { fileTypeFromBuffer } from 'file-type'
import { Fault } from '../errors.js'
import { checkExif } from './check-exif.js'
import { countFrames } from './count-frames.js'
import { nameText } from './name-text.js'
import type { PictureFormat } from './picture-format.js'

/**
 * Which picture format the content is; the name and the declared type count for nothing.
 * Throws `file-empty`, `format-unknown`, `format-refused`, `format-refused` for anything that moves too,
 * or `picture-damaged` for metadata made to hold the decoder up.
 */
export async function sniffFormat(file: string, bytes: Uint8Array): Promise<PictureFormat> {
  if (bytes.length === 0) throw new Fault('file-empty', `${file} has 0 bytes`)
  const found = await identify(bytes)
  const format = found === null ? null : pictureFormats[found]
  if (format) {
    if (countFrames(bytes, format) > 1) throw new Fault('format-refused', `${file} is an animated ${found}`)
    if (!checkExif(bytes)) throw new Fault('picture-damaged', `${file} has EXIF directories that refer to each other`)
    return format
  }
  if (found !== null && recordings.has(found)) throw new Fault('format-refused', `${file} is a ${found} recording`)
  if (found !== null) throw new Fault('format-refused', `${file} is ${found}`)
  throw new Fault('format-unknown', `${file} starts with ${Buffer.from(bytes.subarray(0, 8)).toString('hex')}`)
}

const pictureFormats: Readonly<Record<string, PictureFormat>> = {
  png: 'png',
  jpg: 'jpeg',
  webp: 'webp',
  avif: 'avif',
  heic: 'heic',
  gif: 'gif',
  apng: 'apng',
}

const recordings: ReadonlySet<string> = new Set([
  'mp4',
  'm4v',
  'mov',
  '3gp',
  '3g2',
  'webm',
  'mkv',
  'avi',
  'flv',
  'mpg',
  'wmv',
  'asf',
  'ogv',
])

/** Signatures stand in the first bytes; a container that hides its own further behind is none of ours. */
const headBytes = 65_536

/** The usual extension of what the content is, or a name in words; null when nothing knows it. */
async function identify(bytes: Uint8Array): Promise<string | null> {
  const text = nameText(bytes)
  if (text !== null) return text
  const brand = heifBrand(bytes)
  if (brand !== null) return brand
  try {
    return (await fileTypeFromBuffer(bytes.subarray(0, headBytes)))?.ext ?? null
  } catch {
    // A header that makes the detector stumble is a header nobody knows.
    return null
  }
}

/** `mif1` and `msf1` say only "HEIF": the compatible brands tell AV1 from HEVC. Null when it is no HEIF file. */
function heifBrand(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 512))
  if (head.length < 16 || head.toString('latin1', 4, 8) !== 'ftyp') return null
  const end = Math.min(head.readUInt32BE(0), head.length)
  const major = head.toString('latin1', 8, 12)
  const brands = [major]
  for (let at = 16; at + 4 <= end; at += 4) brands.push(head.toString('latin1', at, at + 4))
  if (major === 'avis') return 'mp4'
  if (major === 'avif') return 'avif'
  if (major === 'heic' || major === 'heix' || major === 'heim' || major === 'heis') return 'heic'
  if (major === 'mif1' || major === 'msf1') return brands.includes('avif') ? 'avif' : 'heic'
  if (major === 'hevc' || major === 'hevx') return 'heic'
  return null
}
