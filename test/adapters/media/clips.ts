import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll } from 'vitest'
import type { RecordingFormat } from '../../../src/model/reading.js'
import type { Glance, Moment, OpenedRecording, RecordingDecoder, RecordingFile, RecordingLimits, Still } from '../../../src/ports.js'

/** Limits far above what the tests make. */
export const wideLimits: RecordingLimits = { maxDurationMs: 600_000, maxPixels: 9_000_000, maxFrames: 40_000, decodeTimeoutMs: 30_000 }

/** A folder of its own for a test file's clips, gone afterwards. */
export function clipFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'swiftproof-media-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  return folder
}

/** Makes a file with the system's ffmpeg: the arguments between the banner and the file. */
export async function makeClip(file: string, ...args: string[]): Promise<string> {
  await promisify(execFile)('ffmpeg', ['-nostdin', '-y', '-loglevel', 'error', ...args, file])
  return file
}

/** A moving test picture as ffmpeg's input. */
export const testPicture = (size: string, rate: number, seconds: number) => [
  ...['-f', 'lavfi', '-i', `testsrc2=size=${size}:rate=${rate}:duration=${seconds}`],
]

export function recordingAt(file: string, format = path.extname(file).slice(1) as RecordingFormat): RecordingFile {
  return { name: 'evidence/clip', path: file, format }
}

export interface Decoded {
  readonly opened: OpenedRecording
  readonly glances: readonly Glance[]
  readonly stills: readonly Still[]
  readonly end: Moment | undefined
}

/** All a decoder gives of a file. */
export async function decodeAll(decoder: RecordingDecoder, file: RecordingFile, limits = wideLimits): Promise<Decoded> {
  const opened = await decoder.open(file, limits)
  const glances: Glance[] = []
  const stills: Still[] = []
  let end: Moment | undefined
  for await (const moment of opened.moments()) {
    if (end && moment.ms < end.ms) throw new Error(`${moment.kind} at ${moment.ms} ms comes after ${end.kind} at ${end.ms} ms`)
    if (end?.kind === 'break') throw new Error('something comes after a break')
    if (moment.kind === 'glance') glances.push(moment)
    if (moment.kind === 'still') stills.push(moment)
    end = moment
  }
  return { opened, glances, stills, end }
}
