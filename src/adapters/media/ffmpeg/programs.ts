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

/** Makes sure that ffmpeg (5.1 or newer) and ffprobe can be started, and whether prlimit can. Throws `decoder-unavailable`. */
export async function findPrograms({ ffmpeg = 'ffmpeg', ffprobe = 'ffprobe' }: Partial<MediaPrograms>): Promise<MediaPrograms> {
  const [version, , hasPrlimit] = await Promise.all([askVersion(ffmpeg), askVersion(ffprobe), canLimit(ffmpeg)])
  // What is built from the newest source has no such number.
  const [, major, minor] = version.match(/^ffmpeg version n?(\d+)\.(\d+)/) ?? []
  if (major !== undefined && Number(major) + Number(minor) / 100 < 5.01) {
    throw new Fault('decoder-unavailable', `${ffmpeg} is of version ${major}.${minor}: ${advice}`)
  }
  return { ffmpeg, ffprobe, prlimit: hasPrlimit ? 'prlimit' : null }
}

/** Tried as it will be used: where a container has lower limits already, they cannot be set. */
async function canLimit(program: string): Promise<boolean> {
  const [first, ...args] = underLimits(program, 'prlimit', 60)
  return start(first, [...args, '-version']).then(
    () => true,
    () => false,
  )
}

const start = (program: string, args: readonly string[]) =>
  promisify(execFile)(program, args, { timeout: 10_000, killSignal: 'SIGKILL', windowsHide: true })

const advice =
  'install ffmpeg 5.1 or newer (Debian, Ubuntu: apt-get install ffmpeg; macOS: brew install ffmpeg; Windows: winget install ffmpeg)'

async function askVersion(program: string): Promise<string> {
  try {
    return (await start(program, ['-version'])).stdout
  } catch (cause) {
    throw new Fault('decoder-unavailable', `${program} cannot be started: ${advice}`, { cause })
  }
}

/**
 * What stands before the arguments of a program to start it under limits: the program itself where there is no prlimit.
 * 2 GB of addresses: 4K in 10 bits takes under 1.6 GB with four threads, a phone's screen under 0.8 GB. No core dumps.
 */
export function underLimits(program: string, prlimit: string | null, cpuSeconds: number): readonly [string, ...string[]] {
  if (prlimit === null) return [program]
  return [prlimit, '--as=2000000000', `--cpu=${Math.max(1, Math.ceil(cpuSeconds))}`, '--core=0', program]
}
