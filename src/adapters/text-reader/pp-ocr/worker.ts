import { InferenceSession } from 'onnxruntime-node'
import { move, transferableSymbol, valueSymbol, workerData } from 'piscina'
import type { Picture } from '../../../ports.js'
import type { CompactSteps } from './compact-steps.js'
import { cutStrip, type Strip } from './cut-strip.js'
import { detectRegions } from './detect-regions.js'
import type { ModelFiles } from './model-files.js'
import { recogniseStrip } from './recognise-strip.js'
import type { Region } from './region.js'
import { tightenRegion } from './tighten-region.js'

/** A line found in a picture but not read yet. */
export interface FoundLine {
  readonly region: Region
  readonly strip: Strip
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

/** Finds the lines of a picture and cuts them out. */
export async function findLines({
  picture,
  scale,
  stop,
}: { readonly picture: Picture; readonly scale: number } & Stoppable): Promise<FoundLine[]> {
  const session = await net('detection')
  leaveOffWhenStopped(stop)
  const regions = await detectRegions(session, picture, scale)
  leaveOffWhenStopped(stop)
  const lines = regions
    .flatMap((region) => readings(tightenRegion(picture, region)))
    .map((region) => ({ region, strip: cutStrip(picture, region) }))
  const moved = lines.map(({ strip }) => strip.rgb.buffer)
  return moving(lines, moved)
}

/** Reads strips, each by itself: one thread reads eight lines no faster together than one after the other. */
export async function readStrips({ strips, stop }: { readonly strips: readonly Strip[] } & Stoppable): Promise<CompactSteps[]> {
  const session = await net('recognition')
  const read: CompactSteps[] = []
  for (const strip of strips) {
    leaveOffWhenStopped(stop)
    read.push(await recogniseStrip(session, strip))
  }
  const moved = read.flatMap(({ blank, places, probabilities }) => [blank.buffer, places.buffer, probabilities.buffer])
  return moving(read, moved)
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
