import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import pMap from 'p-map'
import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { openFfmpegDecoder } from '../../../src/adapters/media/ffmpeg.js'
import { toFault } from '../../../src/errors.js'
import type { RecordingDecoder } from '../../../src/ports.js'
import { randomOf } from '../../builders/random-of.js'
import { childPrograms } from './children.js'
import { clipFolder, decodeAll, makeClip, recordingAt, testPicture, wideLimits } from './clips.js'

const folder = clipFolder()
const at = (name: string) => path.join(folder, name)
let decoder: RecordingDecoder

const moving = testPicture('64x96', 10, 1)
const x264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-g', '10']
const allowed = ['frames', 'recording-damaged', 'recording-too-large', 'recording-too-long', 'format-refused']

beforeAll(async () => {
  decoder = await openFfmpegDecoder()
  await makeClip(at('clip.mp4'), ...moving, ...x264)
  await makeClip(at('clip.mkv'), ...moving, ...x264)
  await makeClip(at('clip.webm'), ...moving, '-c:v', 'libvpx', '-deadline', 'realtime')
  await makeClip(at('clip.gif'), ...moving)
  await makeClip(at('clip.apng'), ...moving, '-plays', '0')
  await sharp(at('clip.gif'), { animated: true }).webp().toFile(at('clip.webp'))
})

describe('a recording with random damage', () => {
  // WebM and MKV are read by the same code, so they share 50; GIF and APNG, of which few are recordings, too.
  it.each([
    ['mp4', 50],
    ['webm', 25],
    ['mkv', 25],
    ['gif', 25],
    ['apng', 25],
    ['webp', 50],
  ] as const)(
    '%s, %i times: ends in frames, a break or a named fault',
    async (format, times) => {
      const whole = readFileSync(at(`clip.${format}`))
      const random = randomOf(20261120)
      const files = Array.from({ length: times }, (_, round) => {
        const file = at(`damaged-${round}.${format}`)
        writeFileSync(file, damaged(whole, random))
        return recordingAt(file)
      })
      const limits = { ...wideLimits, maxDurationMs: 60_000 }
      const outcomes = await pMap(
        files,
        (file) =>
          decodeAll(decoder, file, limits).then(
            () => 'frames',
            (thrown: unknown) => toFault(thrown).code,
          ),
        { concurrency: 2 },
      )
      for (const [round, code] of outcomes.entries()) expect(allowed, `round ${round}`).toContain(code)
      expect(outcomes).toContain('frames')
      expect(childPrograms()).toEqual([])
    },
    300_000,
  )
})

/** Some bytes of the head changed, or a stretch anywhere overwritten, or a piece left out. */
function damaged(whole: Buffer, random: () => number): Buffer {
  const bytes = Buffer.from(whole)
  const kind = random()
  for (let times = 0; times < 8; times++) bytes[Math.floor(random() * (kind < 0.5 ? 1000 : bytes.length))] = Math.floor(random() * 256)
  const from = Math.floor(random() * bytes.length)
  const until = from + Math.floor(random() * 2000)
  if (kind > 0.85) return Buffer.concat([bytes.subarray(0, from), bytes.subarray(until)])
  if (kind > 0.7) bytes.fill(Math.floor(random() * 256), from, until)
  return bytes
}
