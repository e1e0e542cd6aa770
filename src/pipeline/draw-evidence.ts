import { access, readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import { Fault } from '../errors.js'
import { addEvidence } from '../intake/add-evidence.js'
import type { ToDrawingProcess } from '../ports/reading-messages.js'
import type { EvidenceFile, Picture, RecordingDecoder } from '../ports.js'
import { cutPicture } from '../read/cut-picture.js'
import { decodePicture } from '../read/decode-picture.js'
import { pickFrames } from '../read/pick-frames.js'
import { type ReadLimits, readLimitsUnder } from '../read/read-limits.js'
import { sniffFormat } from '../read/sniff-format.js'
import { coverScreen } from '../report/cover-screen.js'
import type { GrayPicture } from '../report/locate-patch.js'

/** The picture that is asked for, as WebP: keys are covered first, then it is cut and made small. Throws the named fault of what cannot be decoded. */
export async function drawEvidence(asked: ToDrawingProcess, decoder: RecordingDecoder): Promise<Uint8Array> {
  const limits = readLimitsUnder(asked.recording)
  const { path: at, name, screen, folder, covered, crop, widthPx } = asked
  const added = await addEvidence(path.dirname(at), path.basename(at), Math.max(limits.maxBytes, limits.recording.maxBytes))
  const file = { ...added, name }
  const picture = screen === null ? await decodePicture(file, limits) : await screenOf(file, screen, { folder, limits, decoder })
  const shown = covered.length > 0 ? await coverScreen(screen ?? 0, picture, covered, openGrays(folder)) : picture
  return encode(crop ? cutPicture(shown, crop) : shown, widthPx)
}

/** WebP holds no more. */
const mostHeightPx = 16_383

function encode({ widthPx, heightPx, rgb }: Picture, width: number): Promise<Uint8Array> {
  return sharp(rgb, { raw: { width: widthPx, height: heightPx, channels: 3 } })
    .resize({ width, height: mostHeightPx, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 82, effort: 2 })
    .toBuffer()
}

interface Kept {
  readonly folder: string
  readonly limits: ReadLimits
  readonly decoder: RecordingDecoder
}

/** A screen as it was read. The recording is gone through once, for all of its screens. */
async function screenOf(file: EvidenceFile, screen: number, kept: Kept): Promise<Picture> {
  const all = path.join(kept.folder, 'all-screens')
  if (
    !(await access(all).then(
      () => true,
      () => false,
    ))
  ) {
    await keepScreens(file, kept)
    await writeFile(all, '')
  }
  const bytes = await readFile(fileOf(kept.folder, screen)).catch(() => {
    throw new Fault('not-found', `${file.name} has no screen ${screen}`)
  })
  const { data, info } = await sharp(bytes).removeAlpha().toColourspace('srgb').raw().toBuffer({ resolveWithObject: true })
  return { widthPx: info.width, heightPx: info.height, rgb: data }
}

async function keepScreens(file: EvidenceFile, { folder, limits, decoder }: Kept): Promise<void> {
  const sniffed = await sniffFormat(file, limits)
  if (sniffed.media !== 'recording') throw new Fault('format-refused', `${file.name} is no recording`)
  const opened = await decoder.open({ name: file.name, path: file.path, format: sniffed.format }, limits.recording)
  for await (const { index, picture } of pickFrames(opened, opened.moments())) {
    if (!picture) continue
    const { widthPx, heightPx, rgb } = picture
    // A recording has lost what a fine JPEG loses; a PNG takes ten times as long.
    const jpeg = sharp(rgb, { raw: { width: widthPx, height: heightPx, channels: 3 } }).jpeg({ quality: 95, chromaSubsampling: '4:4:4' })
    const half = `${fileOf(folder, index)}.part`
    await writeFile(half, await jpeg.toBuffer())
    await rename(half, fileOf(folder, index))
  }
}

function fileOf(folder: string, screen: number): string {
  return path.join(folder, `screen-${screen}.jpg`)
}

/** Of this width text is still told apart, and found in a hundredth of a second. */
const searchedWidthPx = 540

/** Each is made once. */
function openGrays(folder: string): (screen: number) => Promise<GrayPicture | null> {
  const grays = new Map<number, Promise<GrayPicture | null>>()
  return (screen) => {
    const known = grays.get(screen) ?? grayOf(folder, screen)
    grays.set(screen, known)
    return known
  }
}

async function grayOf(folder: string, screen: number): Promise<GrayPicture | null> {
  const bytes = await readFile(fileOf(folder, screen)).catch(() => null)
  if (!bytes) return null
  const { data, info } = await sharp(bytes)
    .resize({ width: searchedWidthPx, withoutEnlargement: true })
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { widthPx: info.width, heightPx: info.height, luma: data }
}
