import { fileTypeFromBuffer } from 'file-type'
import { Fault } from '../errors.js'
import type { RecordingFormat } from '../model/reading.js'
import type { EvidenceFile } from '../ports.js'
import { checkExif } from './check-exif.js'
import { countFrames } from './count-frames.js'
import { nameText } from './name-text.js'
import type { PictureFormat } from './picture-format.js'
import type { ReadLimits } from './read-limits.js'

/** A file whose content is known; a picture comes with its bytes, since telling whether it moves may have taken them. */
export type SniffedFile =
  | { readonly media: 'image'; readonly format: PictureFormat; readonly bytes: Uint8Array }
  | { readonly media: 'recording'; readonly format: RecordingFormat }

/**
 * Which picture or recording the content is; the name and the declared type count for nothing. A GIF, WebP or APNG that
 * moves is a recording. Throws `file-empty`, `file-too-large`, `format-unknown`, `format-refused`, or `picture-damaged`
 * for metadata made to hold the decoder up.
 */
export async function sniffFormat(file: EvidenceFile, limits: ReadLimits): Promise<SniffedFile> {
  const { name, head } = file
  if (head.length === 0) throw new Fault('file-empty', `${name} has 0 bytes`)
  const found = await identify(head)
  if (found === null) throw new Fault('format-unknown', `${name} starts with ${Buffer.from(head.subarray(0, 8)).toString('hex')}`)
  const recording = recordingFormats[found]
  const picture = pictureFormats[found]
  if (recording && (!picture || (await isMoving(file, recording, limits)))) {
    checkSize(file, limits.recording.maxBytes)
    return { media: 'recording', format: recording }
  }
  if (!picture) throw new Fault('format-refused', `${name} is ${found}`)
  checkSize(file, limits.maxBytes)
  const bytes = await file.readAll(limits.maxBytes)
  if (!checkExif(bytes)) throw new Fault('picture-damaged', `${name} has EXIF directories that refer to each other`)
  return { media: 'image', format: picture, bytes }
}

/** By the usual extension of the content. 3GP and M4V are MP4 by other names. */
const recordingFormats: Readonly<Record<string, RecordingFormat>> = {
  mp4: 'mp4',
  m4v: 'mp4',
  '3gp': 'mp4',
  '3g2': 'mp4',
  mov: 'mov',
  webm: 'webm',
  mkv: 'mkv',
  gif: 'gif',
  webp: 'webp',
  apng: 'apng',
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

/** Mostly the head tells. A file over a picture's limit whose head shows one frame can only be taken for a recording. */
async function isMoving(file: EvidenceFile, format: RecordingFormat, limits: ReadLimits): Promise<boolean> {
  if (format !== 'gif' && format !== 'webp' && format !== 'apng') return true
  if (countFrames(file.head, format) > 1) return true
  // An APNG says so before its first pixel, a WebP within its first chunk.
  if (file.bytes <= file.head.length || format === 'apng' || (format === 'webp' && !saysAnimated(file.head))) return false
  return file.bytes > limits.maxBytes || countFrames(await file.readAll(limits.maxBytes), format) > 1
}

/** The animation flag of the extended WebP header. */
function saysAnimated(head: Uint8Array): boolean {
  return Buffer.from(head.subarray(12, 16)).toString('latin1') === 'VP8X' && ((head[20] ?? 0) & 2) !== 0
}

function checkSize({ name, bytes }: EvidenceFile, maxBytes: number): void {
  if (bytes > maxBytes) throw new Fault('file-too-large', `${name} has ${bytes} bytes, allowed are ${maxBytes}`)
}

/** The usual extension of what the content is, or a name in words; null when nothing knows it. */
async function identify(bytes: Uint8Array): Promise<string | null> {
  const text = nameText(bytes)
  if (text !== null) return text
  const brand = heifBrand(bytes)
  if (brand !== null) return brand
  try {
    return (await fileTypeFromBuffer(bytes))?.ext ?? null
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
  if (major === 'avis') return 'a sequence of AVIF pictures'
  if (major === 'avif') return 'avif'
  if (major === 'heic' || major === 'heix' || major === 'heim' || major === 'heis') return 'heic'
  if (major === 'mif1' || major === 'msf1') return brands.includes('avif') ? 'avif' : 'heic'
  if (major === 'hevc' || major === 'hevx') return 'heic'
  return null
}
