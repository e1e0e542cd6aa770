import type { TextLine } from '../../../model/reading.js'
import type { Picture } from '../../../ports.js'
import { takingTurns } from '../take-turns.js'
import type { CompactSteps } from './compact-steps.js'
import { type Strip, stripHeightPx } from './cut-strip.js'
import { decodeSteps } from './decode-steps.js'
import { detectionScale } from './detection-scale.js'
import { mergeTiles } from './merge-tiles.js'
import { orderLines } from './order-lines.js'
import { placeLine } from './place-line.js'
import { stepPx } from './prepare-input.js'
import { boxOf, type Region } from './region.js'
import { splitTiles, type Tile } from './split-tiles.js'
import type { FoundLine } from './worker.js'

/** The two pieces of work that threads do, and how many threads there are. */
export interface Crew {
  readonly threads: number
  findLines(tile: Picture, scale: number): Promise<FoundLine[]>
  readStrips(strips: readonly Strip[]): Promise<CompactSteps[]>
}

/** So many columns are read as one piece of work: about 60 ms, little enough to keep all threads busy to the end. */
const chunkPx = 1500
/** Below this mean the net does not read but guess: icons, photographs, patterns. */
const lowestMeanConfidence = 0.5

/** Reads a picture: its tiles and then its lines are shared among all threads. */
export async function readPicture(crew: Crew, alphabet: readonly string[], picture: Picture): Promise<TextLine[]> {
  const scale = detectionScale(picture.widthPx, picture.heightPx)
  const tiles = splitTiles(picture.widthPx, picture.heightPx, scale)
  const takeTurn = takingTurns(crew.threads)
  const found = await Promise.all(tiles.map((tile) => takeTurn(() => findInTile(crew, picture, tile, scale))))
  const lines = mergeTiles(tiles, found)
  const read = await Promise.all(
    inChunks(lines).map(async (chunk) => {
      const steps = await crew.readStrips(chunk.map(({ strip }) => strip))
      return steps.flatMap((line, index) => readLine(line, alphabet, chunk[index]?.region, picture))
    }),
  )
  return orderLines(surestOfEachPlace(read.flat()))
}

/** Copies the tile, since its pixels move to another thread while neighbours still need the rows they share. */
async function findInTile(crew: Crew, picture: Picture, tile: Tile, scale: number) {
  const rowBytes = picture.widthPx * 3
  const rgb = picture.rgb.slice(tile.topPx * rowBytes, (tile.topPx + tile.heightPx) * rowBytes)
  const lines = await crew.findLines({ widthPx: picture.widthPx, heightPx: tile.heightPx, rgb }, scale)
  return lines.map(({ region: inTile, strip }) => {
    const region: Region = { ...inTile, centreY: inTile.centreY + tile.topPx }
    return { region, strip, box: boxOf(region, picture.widthPx, picture.heightPx) }
  })
}

/** Widest first, so that the last piece of work is a small one. */
function inChunks(lines: readonly FoundLine[]): FoundLine[][] {
  const chunks: FoundLine[][] = []
  let widthPx = chunkPx
  for (const line of [...lines].sort((a, b) => b.strip.widthPx - a.strip.widthPx)) {
    if (widthPx >= chunkPx) {
      chunks.push([])
      widthPx = 0
    }
    chunks.at(-1)?.push(line)
    widthPx += line.strip.widthPx
  }
  return chunks
}

function readLine(steps: CompactSteps, alphabet: readonly string[], region: Region | undefined, picture: Picture): TextLine[] {
  const decoded = decodeSteps(steps, alphabet)
  if (region === undefined || decoded.text === '') return []
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
