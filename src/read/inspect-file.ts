import { webcrypto } from 'node:crypto'
import ExifReader from 'exifreader'
import sharp from 'sharp'
import type { FileFacts } from '../model/reading.js'
import { findAigcLabel } from './find-aigc-label.js'
import { findC2pa } from './find-c2pa.js'
import type { PictureFormat } from './picture-format.js'

/** What the file says of itself, apart from its pixels. Never throws: broken metadata says nothing. */
export async function inspectFile(bytes: Uint8Array, format: PictureFormat): Promise<Omit<FileFacts, 'phash'>> {
  const { exif, xmp, comments } = await readMetadata(bytes)
  const tags = readExif(exif)
  return {
    sha256: Buffer.from(await webcrypto.subtle.digest('SHA-256', bytes)).toString('hex'),
    bytes: bytes.length,
    format,
    software: tags.software ?? readCreatorTool(xmp),
    imageUniqueId: tags.imageUniqueId,
    takenAt: tags.takenAt,
    aigcLabel: findAigcLabel({ xmp, comments, userComment: tags.userComment }),
    hasC2pa: findC2pa(bytes, format),
  }
}

/** An EXIF block fits a JPEG segment of 64 KB; XMP of layered documents grows, but what is sought stands early. */
const maxExifBytes = 65_536
const maxXmpChars = 512 * 1024

interface Metadata {
  readonly exif: Buffer
  readonly xmp: string
  readonly comments: readonly { readonly keyword: string; readonly text: string }[]
}

async function readMetadata(bytes: Uint8Array): Promise<Metadata> {
  try {
    const { exif, xmp, comments } = await sharp(bytes, { limitInputPixels: false, failOn: 'none' }).metadata()
    return {
      exif: exif?.subarray(0, maxExifBytes) ?? Buffer.alloc(0),
      xmp: xmp?.toString('utf8', 0, maxXmpChars) ?? '',
      comments: comments ?? [],
    }
  } catch {
    return { exif: Buffer.alloc(0), xmp: '', comments: [] }
  }
}

interface ExifFacts {
  readonly software: string | null
  readonly imageUniqueId: string | null
  readonly takenAt: string | null
  readonly userComment: string | null
}

function readExif(exif: Buffer): ExifFacts {
  // Some formats keep JPEG's "Exif\0\0" before the TIFF header the parser wants.
  const tiff = exif.toString('latin1', 0, 4) === 'Exif' ? exif.subarray(6) : exif
  try {
    const tags = ExifReader.load(Buffer.from(tiff), { expanded: true }).exif
    return {
      software: textOf(tags?.Software),
      imageUniqueId: textOf(tags?.ImageUniqueID),
      takenAt: localTime(textOf(tags?.DateTimeOriginal)),
      userComment: textOf(tags?.UserComment),
    }
  } catch {
    return { software: null, imageUniqueId: null, takenAt: null, userComment: null }
  }
}

/** A tag in words, without the padding cameras leave; null when empty. */
function textOf(tag: unknown): string | null {
  const description = tag !== null && typeof tag === 'object' && 'description' in tag ? tag.description : ''
  const text = String(description).replaceAll('\u0000', '').trim().slice(0, 4096)
  return text === '' ? null : text
}

/** EXIF writes `2026:11:20 14:00:00`; clocks never set write zeros. */
function localTime(text: string | null): string | null {
  const parts = text?.match(/^(\d{4})[:-](\d\d)[:-](\d\d)[ T](\d\d):(\d\d):(\d\d)/)
  if (!parts) return null
  const [, year, month, day, hour, minute, second] = parts
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}`
  return Number.isNaN(Date.parse(`${iso}Z`)) ? null : iso
}

/** By pattern, not by a DOM: 64 KB of nested tags cost a DOM 150 ms on the event loop. */
function readCreatorTool(xmp: string): string | null {
  const found = xmp.match(/xmp:CreatorTool\s*(?:=\s*["']([^"'<]{1,400})["']|>([^<]{1,400})<)/)
  return (found?.[1] ?? found?.[2])?.trim() || null
}
