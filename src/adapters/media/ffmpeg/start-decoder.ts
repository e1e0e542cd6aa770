import type { ChildProcess } from 'node:child_process'
import os from 'node:os'
import { PassThrough, type Readable } from 'node:stream'
import ffmpeg, { type FfmpegCommand } from 'fluent-ffmpeg'
import type { RecordingLimits } from '../../../ports.js'
import { type FfmpegFile, inputOptions, inputUrl, maxAllocBytes } from './input-options.js'
import { type MediaPrograms, underLimits } from './programs.js'

/** How a decoder ended. */
export interface DecoderEnd {
  readonly exitCode: number | null
  readonly signal: NodeJS.Signals | null
  /** The last of what it said: paths of this machine stand in it, so it is looked through, but never shown. */
  readonly words: string
}

export interface RunningDecoder {
  /** Matroska with the two raw streams of the graph. */
  readonly output: Readable
  /** Settles when the process is gone; never rejects. */
  readonly ended: Promise<DecoderEnd>
  /** Ends the process at once. */
  stop(): void
}

/** What a decoder is started with. */
export interface DecoderOrder {
  readonly file: FfmpegFile
  readonly filters: string
  /** Bytes that may wait to be taken before the decoder is held up. */
  readonly aheadBytes: number
  readonly limits: RecordingLimits
}

/** Starts one ffmpeg process over the whole file. Faults of the process are told by how it ended. */
export function startDecoder({ file, filters, aheadBytes, limits }: DecoderOrder, programs: MediaPrograms): RunningDecoder {
  const cores = os.availableParallelism()
  const [program, ...before] = underLimits(programs.ffmpeg, programs.prlimit, (limits.decodeTimeoutMs / 1000) * cores)
  const threads = String(Math.min(cores, maxThreads))
  const output = new PassThrough({ highWaterMark: aheadBytes })
  const command = ffmpeg({ stdoutLines: keptLines })
  command
    .setFfmpegPath(program)
    .input(inputUrl(file))
    // The library puts the input's options first: so prlimit's own and the program's name may lead them.
    .inputOptions(...before, ...['-nostdin', '-hide_banner', '-loglevel', 'error', '-max_alloc', String(maxAllocBytes)])
    .inputOptions(
      ...inputOptions(file, limits),
      '-noautorotate',
      '-reinit_filter',
      '0',
      '-threads',
      threads,
      '-filter_complex_threads',
      threads,
    )
    .complexFilter(filters, ['glance', 'still'])
    .outputOptions(...['-an', '-sn', '-dn', '-map_metadata', '-1', '-map_chapters', '-1'])
    // Without a time base of its own the encoder would round times to the frame rate it guesses.
    .outputOptions(...['-c:v', 'rawvideo', '-fps_mode', 'passthrough', '-enc_time_base', '1/1000'])
    .outputOptions(...['-max_interleave_delta', '0', '-f', 'matroska'])
  return follow(command, output)
}

/**
 * Lets the library ask ffmpeg once what it can do. It would ask before the first run, but of the program it then starts,
 * which is prlimit; and it keeps the answers for the whole process.
 */
export async function learnAbilities(program: string): Promise<void> {
  const command = ffmpeg().setFfmpegPath(program)
  await new Promise<void>((resolve, reject) => {
    command.availableFormats((error: Error | null) => (error ? reject(error) : resolve()))
  })
  await new Promise<void>((resolve, reject) => {
    command.availableEncoders((error: Error | null) => (error ? reject(error) : resolve()))
  })
}

/** Each thread holds frames of its own: more would go over the limit of memory. */
const maxThreads = 1
const keptLines = 40

function follow(command: FfmpegCommand, output: PassThrough): RunningDecoder {
  let child: ChildProcess | null = null
  let isStopped = false
  const ended = new Promise<DecoderEnd>((resolve) => {
    let words = ''
    command.on('stderr', (line: string) => {
      words = `${words}${line}\n`.slice(-keptChars)
    })
    command.on('start', () => {
      const started = childOf(command)
      child = started
      started.once('close', (exitCode, signal) => resolve({ exitCode, signal, words }))
      if (isStopped) started.kill('SIGKILL')
    })
    command.on('error', (error: Error) => {
      // After a start the process itself tells its end.
      if (child?.pid === undefined) resolve({ exitCode: null, signal: null, words: `${cannotStart}: ${error.message}` })
      output.end()
    })
  })
  command.pipe(output)
  return {
    output,
    ended,
    stop: () => {
      isStopped = true
      child?.kill('SIGKILL')
    },
  }
}

/** Stands in the words of a decoder that never ran. */
export const cannotStart = 'cannot start'
const keptChars = 8192

/** The library keeps the process it started in a field its types do not tell of. */
function childOf(command: FfmpegCommand): ChildProcess {
  return (command as unknown as { readonly ffmpegProc: ChildProcess }).ffmpegProc
}
