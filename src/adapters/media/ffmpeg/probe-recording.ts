import { execFile } from 'node:child_process'
import { z } from 'zod'
import { Fault } from '../../../errors.js'
import type { RecordingLimits } from '../../../ports.js'
import { allowedCodecs, type FfmpegFile, inputOptions, inputUrl, maxAllocBytes } from './input-options.js'
import { type MediaPrograms, underLimits } from './programs.js'

/** A video stream as ffprobe tells it; seconds and counts as text. */
type ProbedStream = z.infer<typeof streamForm>

/** What ffprobe tells of a file whose picture may be decoded. */
export interface Probed {
  readonly stream: ProbedStream
  readonly format: z.infer<typeof formatForm>
}

/**
 * Asks ffprobe what the headers say, within 10 seconds. Throws `recording-damaged`, `recording-too-large`,
 * `recording-too-long`, `format-refused`, `reading-timed-out` or `decoder-unavailable`.
 *
 * Not through fluent-ffmpeg: its probe can be neither ended nor bounded in what it gathers.
 */
export async function probeRecording(file: FfmpegFile, limits: RecordingLimits, programs: MediaPrograms): Promise<Probed> {
  const [program, ...before] = underLimits(programs.ffprobe, programs.prlimit, probeTimeoutMs / 1000)
  const wish = ['-show_format', '-show_streams', '-print_format', 'json']
  const args = [
    '-hide_banner',
    '-loglevel',
    'error',
    '-max_alloc',
    String(maxAllocBytes),
    '-threads',
    '1',
    ...inputOptions(file, limits),
    ...wish,
  ]
  const { stdout, stderr } = await run(file.name, program, [...before, ...args, '-i', inputUrl(file)])
  const answer = answerForm.safeParse(parseJson(stdout))
  if (!answer.success) throw new Fault('recording-damaged', `${file.name}: its headers cannot be read`, { cause: answer.error })
  const stream = answer.data.streams.find((one) => one.codec_type === 'video' && one.disposition?.attached_pic !== 1)
  if (!stream) throw new Fault('recording-damaged', `${file.name} holds no moving picture`)
  if (stream.width < 1 && tooManyPixels.test(stderr)) throw tooLarge(file.name)
  checkLimits(file.name, stream, answer.data.format, limits)
  return { stream, format: answer.data.format }
}

const probeTimeoutMs = 10_000
const maxOutputBytes = 2_000_000

const tags = z.record(z.string(), z.string()).default({})
const seconds = z.coerce.number().optional().catch(undefined)

const streamForm = z.object({
  index: z.int(),
  codec_type: z.string().default('unknown'),
  codec_name: z.string().default('unknown'),
  width: z.int().default(0),
  height: z.int().default(0),
  pix_fmt: z.string().default('unknown'),
  color_range: z.string().optional(),
  color_space: z.string().optional(),
  start_time: seconds,
  duration: seconds,
  nb_frames: seconds,
  disposition: z.object({ attached_pic: z.int().optional() }).optional(),
  side_data_list: z.array(z.object({ rotation: seconds })).default([]),
  tags,
})
const formatForm = z.object({ start_time: seconds, duration: seconds, tags })
const answerForm = z.object({ streams: z.array(streamForm).default([]), format: formatForm })

function checkLimits(name: string, stream: ProbedStream, format: Probed['format'], limits: RecordingLimits): void {
  const { width, height, codec_name: codec } = stream
  if (!allowedCodecs.has(codec)) throw new Fault('format-refused', `${name} is coded as ${codec.slice(0, 40)}`)
  if (width < 1 || height < 1) throw new Fault('recording-damaged', `${name} tells no size of its picture`)
  if (width * height > limits.maxPixels) {
    throw new Fault('recording-too-large', `${name} is ${width} × ${height}, more than ${limits.maxPixels / 1e6} Mpx`)
  }
  const durationMs = 1000 * (stream.duration ?? format.duration ?? 0)
  if (durationMs > limits.maxDurationMs) {
    const [minutes, allowed] = [durationMs, limits.maxDurationMs].map((ms) => Math.round(ms / 600) / 100)
    throw new Fault('recording-too-long', `${name} lasts ${minutes} minutes, allowed are ${allowed}`)
  }
  if ((stream.nb_frames ?? 0) > limits.maxFrames) {
    throw new Fault('recording-too-long', `${name} has ${stream.nb_frames} frames, allowed are ${limits.maxFrames}`)
  }
}

function run(name: string, program: string, args: readonly string[]): Promise<{ stdout: string; stderr: string }> {
  return new Promise((resolve, reject) => {
    const options = { timeout: probeTimeoutMs, killSignal: 'SIGKILL', maxBuffer: maxOutputBytes, windowsHide: true } as const
    execFile(program, args, options, (error, stdout, stderr) => {
      if (error) reject(probeFault(name, error, stderr))
      else resolve({ stdout, stderr })
    })
  })
}

interface Ended extends Error {
  readonly code?: string | number | null
  readonly killed?: boolean
  readonly signal?: string | null
}

/** In our words: what the program says names paths of this machine. */
function probeFault(name: string, error: Ended, stderr: string): Fault {
  const because = { cause: error }
  if (error.code === 'ENOENT' || error.code === 'EACCES' || error.code === 126 || error.code === 127) {
    return new Fault('decoder-unavailable', 'ffprobe cannot be started any more', because)
  }
  if (error.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return new Fault('recording-damaged', `${name}: its headers never end`, because)
  if (error.killed || error.signal === 'SIGXCPU' || error.signal === 'SIGKILL') {
    return new Fault('reading-timed-out', `${name}: its headers were not read within ${probeTimeoutMs} ms`, because)
  }
  if (tooManyPixels.test(stderr)) return tooLarge(name, because)
  if (/not on whitelist/.test(stderr)) return new Fault('format-refused', `${name} is coded in a way that is not accepted`, because)
  return new Fault('recording-damaged', `${name} cannot be opened: it is broken, cut off or not what it claims to be`, because)
}

const tooManyPixels = /max pixel count|Picture size \d+x\d+ is invalid/

function tooLarge(name: string, because?: ErrorOptions): Fault {
  return new Fault('recording-too-large', `${name}: its picture has more pixels than allowed`, because)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
