import { Fault } from '../../../errors.js'
import type { ContainerFacts } from '../../../model/reading.js'
import type { Glance, Moment, RecordingLimits, Still } from '../../../ports.js'
import { convertYuv } from '../convert-yuv.js'
import { withPatience } from '../with-patience.js'
import { buildGraph, type Graph } from './build-graph.js'
import { isCutOff } from './check-ending.js'
import type { FfmpegFile } from './input-options.js'
import type { Probed } from './probe-recording.js'
import type { MediaPrograms } from './programs.js'
import type { MatroskaBlock } from './split-matroska.js'
import { cannotStart, type DecoderEnd, glanceTrack, startDecoder } from './start-decoder.js'
import { tellBreak } from './tell-break.js'

/** A recording ready to be decoded. */
export interface ProbedRecording {
  readonly file: FfmpegFile
  readonly probed: Probed
  readonly facts: ContainerFacts
  readonly limits: RecordingLimits
}

/** Stills that may wait to be taken. */
const stillsAhead = 4
const glancesAhead = 64

/** All moments of a recording in order of time; the last one is a still at its end, or a break. See `OpenedRecording.moments`. */
export async function* decodeMoments(recording: ProbedRecording, programs: MediaPrograms): AsyncGenerator<Moment> {
  const { file, limits, probed } = recording
  const graph = buildGraph(probed)
  const [glanceBytes, stillBytes] = bytesOf(graph)
  const aheadBytes = stillsAhead * stillBytes + glancesAhead * glanceBytes
  const blockBytes = Math.max(glanceBytes, stillBytes)
  const decoder = await startDecoder({ file, filters: graph.filters, aheadBytes, blockBytes, limits }, programs)
  const claimedMs = recording.facts.durationMs ?? Number.POSITIVE_INFINITY
  const progress: Progress = { startMs: null, frames: 0, lastMs: 0, previousMs: 0, held: null, last: null, stillMs: -1, claimedMs }
  try {
    for await (const block of withPatience(decoder.blocks, limits.decodeTimeoutMs, file.name, decoder.stop)) {
      yield* momentsOf(block, graph, progress, decoder.giveBack)
      checkLimits(file.name, progress, limits)
    }
    yield* lastMoments(recording, progress, await decoder.ended, await isCutOff(file))
  } finally {
    decoder.stop()
    await decoder.ended
  }
}

/** A still whose memory is lent to the receiver. */
interface LentStill extends Still {
  /** Our own look at it is over as well. */
  leave(): void
}

interface Progress {
  /** Time of the first frame as the decoder tells it. */
  startMs: number | null
  frames: number
  lastMs: number
  previousMs: number
  /** The newest still, held back until something follows: the decoder goes on a little after the last frame. */
  held: LentStill | null
  /** The still handed on last. */
  last: LentStill | null
  /** Time of the last still that was handed on; -1 before the first. */
  stillMs: number
  /** How long the container says it lasts; infinite when it does not. */
  readonly claimedMs: number
}

function* momentsOf(block: MatroskaBlock, graph: Graph, progress: Progress, giveBack: (data: Uint8Array) => void): Generator<Moment> {
  const isGlance = block.track === glanceTrack
  // What comes after the claimed end may be the last frame, held on: only another frame proves that it is not.
  if (progress.held && progress.startMs !== null && (isGlance || progress.held.ms <= progress.claimedMs)) {
    yield progress.held
    progress.stillMs = progress.held.ms
    progress.last?.leave()
    progress.last = progress.held
    progress.held = null
  }
  if (isGlance) {
    progress.startMs ??= block.ms
    progress.frames++
    progress.previousMs = progress.lastMs
    progress.lastMs = block.ms - progress.startMs
    yield { kind: 'glance', ms: progress.lastMs, luma: block.data } satisfies Glance
    return
  }
  // Before the first frame `fps` fills the time with it: so a still that comes before is the one at the start.
  progress.held = makeStill(Math.max(0, block.ms - (progress.startMs ?? block.ms)), block.data, graph, giveBack)
}

function makeStill(
  ms: number,
  planes: Uint8Array,
  { still: { widthPx, heightPx, coding } }: Graph,
  giveBack: (data: Uint8Array) => void,
): LentStill {
  const lookers = new Set(['receiver', 'decoder'])
  const goes = (looker: string) => () => {
    if (lookers.delete(looker) && lookers.size === 0) giveBack(planes)
  }
  return {
    kind: 'still',
    ms,
    luma: planes.subarray(0, widthPx * heightPx),
    picture: () => convertYuv({ widthPx, heightPx, planes }, coding),
    strip: (rows) => convertYuv({ widthPx, heightPx, planes }, coding, rows),
    letGo: goes('receiver'),
    // The last one is handed on again at the end of the recording.
    leave: goes('decoder'),
  }
}

/** Headers may lie: what really comes is counted. */
function checkLimits(name: string, { frames, lastMs, held }: Progress, limits: RecordingLimits): void {
  if (frames > limits.maxFrames) throw new Fault('recording-too-long', `${name} has more than ${limits.maxFrames} frames`)
  if (Math.max(lastMs, held?.ms ?? 0) > limits.maxDurationMs + endToleranceMs) {
    throw new Fault('recording-too-long', `${name} lasts longer than ${Math.round(limits.maxDurationMs / 1000)} s`)
  }
}

/** The last frame is held for up to two more stills. */
const endToleranceMs = 500

function* lastMoments(recording: ProbedRecording, progress: Progress, end: DecoderEnd, isCut: boolean): Generator<Moment> {
  const { startMs, frames, lastMs, stillMs, held, last } = progress
  const { name } = recording.file
  if (end.signal === 'SIGXCPU') throw new Fault('reading-timed-out', `${name} took more computing than allowed`)
  if (startMs === null) throw nothingDecoded(name, end)
  const claimed = { claimedFrames: recording.probed.stream.nb_frames ?? null, claimedMs: recording.facts.durationMs }
  const because = tellBreak({ ...claimed, frames, lastMs, isCutOff: isCut }, end)
  const endMs = because === null ? endOf(recording, progress) : lastMs
  const shown = held ?? last
  if (shown && endMs > stillMs) yield { ...shown, ms: endMs }
  if (because !== null) yield { kind: 'break', ms: Math.max(endMs, stillMs), because }
}

/** The last frame stays as long as the container says, else as long as the one before it. */
function endOf({ facts, limits }: ProbedRecording, { lastMs, previousMs }: Progress): number {
  const claimedMs = facts.durationMs ?? 0
  return claimedMs > lastMs ? Math.min(claimedMs, limits.maxDurationMs) : lastMs + (lastMs - previousMs)
}

function nothingDecoded(name: string, { words, signal }: DecoderEnd): Fault {
  if (words.startsWith(cannotStart) || /failed to execute/.test(words))
    return new Fault('decoder-unavailable', 'ffmpeg cannot be started any more')
  if (/max pixel count|Cannot allocate memory/.test(words)) {
    return new Fault('recording-too-large', `${name} needs more memory than a recording may`)
  }
  return new Fault('recording-damaged', `${name}: not one frame can be decoded${signal ? ', the decoder broke down' : ''}`)
}

function bytesOf({ glance, still }: Graph): readonly [glanceBytes: number, stillBytes: number] {
  const chroma = ((still.widthPx + 1) >> 1) * ((still.heightPx + 1) >> 1)
  return [glance.widthPx * glance.heightPx, still.widthPx * still.heightPx + 2 * chroma]
}
