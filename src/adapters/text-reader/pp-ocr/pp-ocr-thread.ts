import { InferenceSession } from 'onnxruntime-node'
import { move, transferableSymbol, valueSymbol, workerData } from 'piscina'
import type { Picture } from '../../../ports.js'
import type { Band } from '../bands-around.js'
import { cutStrip } from './cut-strip.js'
import { type DecodedLine, decodeSteps } from './decode-steps.js'
import { mapTile, regionsOfMap } from './detect-text.js'
import type { MapSize } from './detection-size.js'
import { type ModelFiles, readAlphabet } from './model-files.js'
import { recogniseStrip } from './recognise-strip.js'
import type { Region } from './region.js'
import { tellByInk } from './tell-by-ink.js'
import { tightenRegion } from './tighten-region.js'

/** The line of a region, and the region as it was cut out. */
export interface ReadRegion {
  readonly region: Region
  readonly line: DecodedLine
}

/** Arena and memory pattern off: 5% slower, 150 MB less. One thread a session: the pool uses the cores. */
const sessionOptions: InferenceSession.SessionOptions = {
  graphOptimizationLevel: 'all',
  enableCpuMemArena: false,
  enableMemPattern: false,
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
}
const columnShape = 1.5
const sessions = new Map<string, Promise<InferenceSession>>()
let alphabet: Promise<string[]> | undefined

/** Loads both nets; gives the size of the alphabet that recognition knows, null when it does not say. Throws with the name of the file that cannot be loaded. */
export async function loadNets(): Promise<number | null> {
  await net('detection')
  const [answer] = (await net('recognition')).outputMetadata
  const size = answer?.isTensor ? answer.shape.at(-1) : undefined
  return typeof size === 'number' ? size : null
}

interface Stoppable {
  /** Turns from 0 to 1 when the work is no longer wanted. */
  readonly stop: Int32Array
}

/** Looks for text in one tile of a picture. */
export async function lookAtTile(
  task: { readonly picture: Picture; readonly size: MapSize; readonly tile: Band } & Stoppable,
): Promise<Uint8Array> {
  const session = await net('detection')
  leaveOffWhenStopped(task.stop)
  const map = await mapTile(session, task.picture, task.size, task.tile)
  return moving(map, [map.buffer])
}

/** The lines of text that a band of a map shows. */
export function findLines(
  task: { readonly picture: Picture; readonly size: MapSize; readonly band: Band; readonly map: Uint8Array } & Stoppable,
): Region[] {
  leaveOffWhenStopped(task.stop)
  return regionsOfMap(task.map, task.size, task.band, task.picture)
}

/** Reads regions of a picture, each by itself: one thread reads eight lines no faster together than one after the other. */
export async function readRegions(
  task: { readonly picture: Picture; readonly regions: readonly Region[] } & Stoppable,
): Promise<ReadRegion[]> {
  const session = await net('recognition')
  alphabet ??= readAlphabet((workerData as ModelFiles).dictionary)
  const known = await alphabet
  const read: ReadRegion[] = []
  for (const region of task.regions.flatMap((found) => readings(tightenRegion(task.picture, found)))) {
    leaveOffWhenStopped(task.stop)
    const strip = cutStrip(task.picture, region)
    const steps = await recogniseStrip(session, strip)
    read.push({ region, line: decodeSteps(steps, known, (characters) => tellByInk(strip, characters)) })
  }
  return read
}

/** A region that stands on end may be one narrow character, or a column of them to be read from the top: both are tried. */
function readings(region: Region): Region[] {
  if (region.height < region.width * columnShape) return [region]
  return [region, { ...region, width: region.height, height: region.width, angle: region.angle + Math.PI / 2 }]
}

function leaveOffWhenStopped(stop: Int32Array): void {
  if (Atomics.load(stop, 0) !== 0) throw new Error('stopped')
}

function net(kind: 'detection' | 'recognition'): Promise<InferenceSession> {
  const file = (workerData as ModelFiles)[kind]
  const session = sessions.get(file) ?? loadNet(file)
  sessions.set(file, session)
  return session
}

async function loadNet(file: string): Promise<InferenceSession> {
  try {
    return await InferenceSession.create(file, sessionOptions)
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** Hands buffers over instead of copying them; piscina unwraps the value. */
function moving<T>(value: T, buffers: ArrayBufferLike[]): T {
  return move({ [transferableSymbol]: buffers, [valueSymbol]: value } as never) as T
}
