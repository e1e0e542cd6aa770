import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { Fault } from '../../../errors.js'

/** The programs a recording is decoded with, by name or path. */
export interface MediaPrograms {
  readonly ffmpeg: string
  readonly ffprobe: string
  /** Sets limits of the operating system for a program it starts (util-linux); null where there is none. */
  readonly prlimit: string | null
}

/** Makes sure that ffmpeg and ffprobe can be started, and whether prlimit can. Throws `decoder-unavailable`. */
export async function findPrograms({ ffmpeg = 'ffmpeg', ffprobe = 'ffprobe' }: Partial<MediaPrograms>): Promise<MediaPrograms> {
  const [, , hasPrlimit] = await Promise.all([
    start(ffmpeg, ['-version']).catch((cause: unknown) => {
      throw unavailable(ffmpeg, cause)
    }),
    start(ffprobe, ['-version']).catch((cause: unknown) => {
      throw unavailable(ffprobe, cause)
    }),
    start('prlimit', ['--version']).then(
      () => true,
      () => false,
    ),
  ])
  return { ffmpeg, ffprobe, prlimit: hasPrlimit ? 'prlimit' : null }
}

const start = (program: string, args: readonly string[]) =>
  promisify(execFile)(program, args, { timeout: 10_000, killSignal: 'SIGKILL', windowsHide: true })

function unavailable(program: string, cause: unknown): Fault {
  const advice =
    'install ffmpeg 5 or newer (Debian, Ubuntu: apt-get install ffmpeg; macOS: brew install ffmpeg; Windows: winget install ffmpeg)'
  return new Fault('decoder-unavailable', `${program} cannot be started: ${advice}`, { cause })
}

/**
 * What stands before the arguments of a program to start it under limits: the program itself where there is no prlimit.
 * 2 GB of addresses: 4K in 10 bits takes under 1.2 GB with four threads, a phone's screen under 0.8 GB. No core dumps.
 */
export function underLimits(program: string, prlimit: string | null, cpuSeconds: number): readonly [string, ...string[]] {
  if (prlimit === null) return [program]
  return [prlimit, '--as=2000000000', `--cpu=${Math.max(1, Math.ceil(cpuSeconds))}`, '--core=0', program]
}
