import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import sharp from 'sharp'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openFfmpegDecoder } from '../../../src/adapters/media/ffmpeg.js'
import type { RecordingFormat } from '../../../src/model/reading.js'
import type { RecordingDecoder } from '../../../src/ports.js'
import { childPrograms } from './children.js'
import { clipFolder, type Decoded, decodeAll, makeClip, recordingAt, testPicture, wideLimits } from './clips.js'

const folder = clipFolder()
const at = (name: string) => path.join(folder, name)
let decoder: RecordingDecoder

const seconds = 3
const moving = testPicture('96x160', 10, seconds)
const x264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-g', '10']
const containers: Readonly<Record<string, readonly string[]>> = {
  'front.mp4': [...x264, '-movflags', '+faststart'],
  'pieces.mp4': [...x264, '-movflags', '+frag_keyframe+empty_moov'],
  'clip.mov': [...x264, '-movflags', '+faststart'],
  'clip.webm': ['-c:v', 'libvpx', '-deadline', 'realtime', '-g', '10'],
  'live.webm': ['-c:v', 'libvpx', '-deadline', 'realtime', '-g', '10', '-f', 'webm', '-live', '1'],
  'clip.mkv': [...x264],
  'clip.gif': [],
  'clip.apng': ['-plays', '0'],
}
const names = [...Object.keys(containers), 'clip.webp']

beforeAll(async () => {
  decoder = await openFfmpegDecoder()
  for (const [name, args] of Object.entries(containers)) await makeClip(at(name), ...moving, ...args)
  await makeClip(at('end.mp4'), ...moving, ...x264)
  const delay = Array.from({ length: 10 * seconds }, () => 100)
  await sharp(at('clip.gif'), { animated: true }).webp({ delay }).toFile(at('clip.webp'))
})
afterEach(() => expect(childPrograms()).toEqual([]))

const formatOf = (name: string) => path.extname(name).slice(1) as RecordingFormat

function decode(name: string, bytes: Buffer): Promise<Decoded> {
  const file = at(`broken-${name}`)
  writeFileSync(file, bytes)
  return decodeAll(decoder, recordingAt(file, formatOf(name)), wideLimits)
}

describe('a recording that is cut off', () => {
  it.each(names)('%s is whole: it ends with a still at its end', async (name) => {
    const { glances, end } = await decodeAll(decoder, recordingAt(at(name)))
    expect(glances.length).toBe(10 * seconds)
    expect(end?.kind).toBe('still')
    expect(Math.abs((end?.ms ?? 0) - 1000 * seconds)).toBeLessThanOrEqual(100)
  })

  it.each(names)('%s gives all frames up to the break, then says so', async (name) => {
    const whole = readFileSync(at(name))
    for (const share of [0.9, 0.6, 0.35]) {
      const { glances, stills, end } = await decode(name, whole.subarray(0, Math.round(whole.length * share)))
      expect(glances.length, `${share}`).toBeGreaterThan(10 * seconds * (share - 0.3))
      expect(glances.length, `${share}`).toBeLessThan(10 * seconds)
      expect(stills.length, `${share}`).toBeGreaterThan(0)
      // What a browser streams has no length: nobody can tell that something is missing at its end.
      if (name !== 'live.webm') expect(end, `${share}`).toMatchObject({ kind: 'break', because: expect.not.stringMatching(/[/\\]/) })
    }
  })

  it('an MP4 without its index gives nothing, and says so', async () => {
    const whole = readFileSync(at('end.mp4'))
    await expect(decode('end.mp4', whole.subarray(0, whole.length / 2))).rejects.toMatchObject({ code: 'recording-damaged' })
  })

  it('a few bytes of any container are a damaged recording', async () => {
    for (const name of names) {
      await expect(decode(name, readFileSync(at(name)).subarray(0, 40)), name).rejects.toMatchObject({ code: 'recording-damaged' })
    }
  })
})
