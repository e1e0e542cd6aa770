import { type ChildProcess, spawn } from 'node:child_process'
import os from 'node:os'
import ffmpeg, { type FfmpegCommand } from 'fluent-ffmpeg'
import type { RecordingLimits } from '../../../ports.js'
import { type FfmpegFile, inputOptions, inputUrl, maxAllocBytes } from './input-options.js'
import { openPipe, type Pipe } from './open-pipe.js'
import { type MediaPrograms, underLimits } from './programs.js'
import { type MatroskaBlock, splitMatroska } from './split-matroska.js'
import { waitInLine } from './wait-in-line.js'

/** How a decoder ended. */
export interface DecoderEnd {
  readonly exitCode: number | null
  readonly signal: NodeJS.Signals | null
  /** The last of what it said: paths of this machine stand in it, so it is looked through, but never shown. */
  readonly words: string
}

export interface RunningDecoder {
  /** The two raw streams of the graph: what is not taken holds the decoder up. */
  readonly blocks: AsyncIterable<MatroskaBlock>
  /** Lets other blocks have the memory of one that nobody looks at any more. */
  giveBack(data: Uint8Array): void
  /** Settles when the process is gone; never rejects. */
  readonly ended: Promise<DecoderEnd>
  /** Ends the process at once. */
  stop(): void
}

/** What a decoder is started with. */
export interface DecoderOrder {
  readonly file: FfmpegFile
  readonly filters: string
  /** Bytes of blocks that may wait to be taken before the decoder is held up. */
  readonly aheadBytes: number
  /** The largest block of the graph. */
  readonly blockBytes: number
  readonly limits: RecordingLimits
}

/** Starts one ffmpeg process over the whole file. Faults of the process are told by how it ended. */
export async function startDecoder(order: DecoderOrder, programs: MediaPrograms): Promise<RunningDecoder> {
  const line = waitInLine<MatroskaBlock>(({ data }) => data.length, order.aheadBytes)
  const splitter = splitMatroska(order.blockBytes, glanceTrack, (block) => line.add(block))
  const take = (bytes: Uint8Array) => {
    try {
      splitter.take(bytes)
    } catch (error) {
      line.end(error)
    }
  }
  const pipe = await openPipe(take)
  const child = run(order, programs, pipe)
  const output = pipe?.exit ?? child.stdout
  if (!pipe) child.stdout?.on('data', take)
  line.onFull((isFull) => (isFull ? output?.pause() : output?.resume()))
  output?.on('error', () => line.end()).on('close', () => line.end())
  return {
    blocks: line.items(),
    giveBack: splitter.giveBack,
    ended: endOf(child),
    stop: () => {
      child.kill('SIGKILL')
      output?.destroy()
    },
  }
}

/** Stands in the words of a decoder that never ran. */
export const cannotStart = 'cannot start'

/** The graph's two streams, in its order. */
export const glanceTrack = 1

/**
 * One decodes while the other waits for its reference. Each holds frames of its own, so that more would go over the limit of
 * memory. The filters have one thread: two wait for each other longer than they work.
 */
const maxThreads = 2
/**
 * Blocks that wait in the decoder, in a thread of its own. A socket holds three glances: while this process reads text or
 * compares pictures for longer than that, decoding would stand still. Of them three are stills, 12 MB: four come to 30 glances.
 */
const queuedBlocks = 24
const keptChars = 8192

function run({ file, filters, limits }: DecoderOrder, programs: MediaPrograms, pipe: Pipe | null): ChildProcess {
  const cores = os.availableParallelism()
  const [program, ...before] = underLimits(programs.ffmpeg, programs.prlimit, (limits.decodeTimeoutMs / 1000) * cores)
  const threads = String(Math.min(cores, maxThreads))
  const command = ffmpeg()
    .input(inputUrl(file))
    .inputOptions(...['-nostdin', '-hide_banner', '-loglevel', 'error', '-max_alloc', String(maxAllocBytes)])
    .inputOptions(...inputOptions(file, limits), '-noautorotate', '-reinit_filter', '0')
    .inputOptions('-threads', threads, '-filter_complex_threads', '1')
    .complexFilter(filters, ['glance', 'still'])
    .output('pipe:1')
    .outputOptions(...['-an', '-sn', '-dn', '-map_metadata', '-1', '-map_chapters', '-1'])
    // Without a time base of its own the encoder would round times to the frame rate it guesses.
    .outputOptions(...['-c:v', 'rawvideo', '-fps_mode', 'passthrough', '-enc_time_base', '1/1000'])
    .outputOptions(...['-max_interleave_delta', '0'])
    // No checksums: a pipe loses nothing, and they take as long as all the copying.
    .outputOptions(...['-f', 'fifo', '-queue_size', String(queuedBlocks), '-fifo_format', 'matroska', '-format_opts', 'write_crc32=0'])
  const child = spawn(program, [...before, ...argumentsOf(command)], {
    stdio: ['ignore', pipe?.entry ?? 'pipe', 'pipe'],
    windowsHide: true,
  })
  // The program has it now: with ours open, the exit would never end.
  pipe?.entry.destroy()
  return child
}

/** The library's words for the program; its types do not tell of them. It would start it with a pipe of its own. */
function argumentsOf(command: FfmpegCommand): readonly string[] {
  return (command as unknown as { _getArguments(): readonly string[] })._getArguments()
}

function endOf(child: ChildProcess): Promise<DecoderEnd> {
  let words = ''
  child.stderr?.setEncoding('utf8').on('data', (more: string) => {
    words = `${words}${more}`.slice(-keptChars)
  })
  return new Promise((resolve) => {
    child.once('error', (error) => {
      if (child.pid === undefined) resolve({ exitCode: null, signal: null, words: `${cannotStart}: ${error.message}` })
    })
    child.once('close', (exitCode, signal) => resolve({ exitCode, signal, words }))
  })
}
