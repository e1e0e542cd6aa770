import { setImmediate } from 'node:timers/promises'
import type { Box, TextLine } from '../../../model/reading.js'
import type { Picture } from '../../../ports.js'
import { touchesBox } from '../touches-box.js'
import type { Crew } from './crew.js'
import { stripHeightPx } from './cut-strip.js'
import { findText } from './find-text.js'
import { orderLines } from './order-lines.js'
import { placeLine } from './place-line.js'
import type { ReadRegion } from './pp-ocr-thread.js'
import { stepPx } from './prepare-input.js'
import type { Region } from './region.js'

/** So many columns are read as one piece of work: about 60 ms, little enough to keep all threads busy to the end. */
const chunkPx = 1500
/** Copied in one go: a few milliseconds. */
const copiedBytes = 16 * 2 ** 20
/** Below this mean the net does not read but guess: icons, photographs, patterns. */
const lowestMeanConfidence = 0.5

/** Reads a picture, or its lines that touch one of some boxes: its tiles and then its lines are shared among all threads. */
export async function readPicture(crew: Crew, picture: Picture, within?: readonly Box[]): Promise<TextLine[]> {
  if (within?.length === 0) return []
  const shared = await share(picture)
  const regions = await findText(crew, shared, within)
  const read = await Promise.all(
    inChunks(regions).map(async (chunk) => {
      const lines = await crew.readRegions(shared, chunk)
      return lines.flatMap((line) => lineOf(line, shared))
    }),
  )
  const lines = orderLines(surestOfEachPlace(read.flat()))
  return within ? lines.filter(({ box }) => within.some((wanted) => touchesBox(box, wanted))) : lines
}

/** Copies the pixels into memory that all threads see, unless they lie there, a part at a time so that nothing waits long. */
async function share(picture: Picture): Promise<Picture> {
  if (picture.rgb.buffer instanceof SharedArrayBuffer) return picture
  const rgb = new Uint8Array(new SharedArrayBuffer(picture.rgb.length))
  for (let from = 0; from < rgb.length; from += copiedBytes) {
    if (from > 0) await setImmediate()
    rgb.set(picture.rgb.subarray(from, from + copiedBytes), from)
  }
  return { ...picture, rgb }
}

/** Widest first, so that the last piece of work is a small one. */
function inChunks(regions: readonly Region[]): Region[][] {
  const widthOf = ({ width, height }: Region) => (Math.max(width, height) / Math.max(1, Math.min(width, height))) * stripHeightPx
  const chunks: Region[][] = []
  let widthPx = chunkPx
  for (const region of [...regions].sort((a, b) => widthOf(b) - widthOf(a))) {
    if (widthPx >= chunkPx) {
      chunks.push([])
      widthPx = 0
    }
    chunks.at(-1)?.push(region)
    widthPx += widthOf(region)
  }
  return chunks
}

function lineOf({ region, line: decoded }: ReadRegion, picture: Picture): TextLine[] {
  if (decoded.text === '') return []
  const line = placeLine(decoded, region, (stepPx * region.height) / stripHeightPx, picture.widthPx, picture.heightPx)
  return meanConfidence(line) < lowestMeanConfidence ? [] : [line]
}

/** A region that was read in two ways keeps the surer one. */
function surestOfEachPlace(lines: readonly TextLine[]): TextLine[] {
  const surest = new Map<string, TextLine>()
  for (const line of lines) {
    const place = line.box.join(' ')
    const rival = surest.get(place)
    if (rival === undefined || meanConfidence(rival) < meanConfidence(line)) surest.set(place, line)
  }
  return [...surest.values()]
}

function meanConfidence({ glyphs }: TextLine): number {
  return glyphs.reduce((sum, { confidence }) => sum + confidence, 0) / glyphs.length
}
