import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'
import { openFfmpegDecoder } from '../../../src/adapters/media/ffmpeg.js'
import type { RecordingDecoder, Still } from '../../../src/ports.js'
import { clipFolder, decodeAll, makeClip, recordingAt, testPicture, wideLimits } from './clips.js'

const folder = clipFolder()
const at = (name: string) => path.join(folder, name)
let decoder: RecordingDecoder
beforeAll(async () => {
  decoder = await openFfmpegDecoder()
})

const x264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p']

/** Presentation times of all frames as ffprobe tells them, in ms from the first. */
async function frameTimes(file: string): Promise<number[]> {
  const args = ['-v', 'error', '-select_streams', 'v:0', '-show_entries', 'frame=pts_time', '-of', 'json', file]
  const { stdout } = await promisify(execFile)('ffprobe', args, { maxBuffer: 10_000_000 })
  const frames: { pts_time: string }[] = JSON.parse(stdout).frames
  const first = Number(frames[0]?.pts_time)
  return frames.map(({ pts_time: time }) => 1000 * (Number(time) - first))
}

/** Colour samples repeated, and no shortcuts in rounding. */
const exactly = 'neighbor+full_chroma_int+accurate_rnd+bitexact'

/** The first frame as ffmpeg itself converts it to RGB. */
async function firstByFfmpeg(file: string): Promise<Buffer> {
  const form = ['-vf', `scale=flags=${exactly},format=rgb24`, '-sws_flags', exactly]
  const args = ['-nostdin', '-v', 'error', '-i', file, ...form, '-frames:v', '1', '-f', 'rawvideo', '-']
  const { stdout } = await promisify(execFile)('ffmpeg', args, { encoding: 'buffer', maxBuffer: 1 << 28 })
  return stdout
}

function meanError(one: Uint8Array, other: Uint8Array): number {
  expect(one.length).toBe(other.length)
  return one.reduce((sum, value, index) => sum + Math.abs(value - (other[index] ?? 0)), 0) / one.length
}

/** Smooth colours: what is compared is the conversion, not how half-size colour is spread. */
const smoothPicture = (size: string) => ['-f', 'lavfi', '-i', `gradients=size=${size}:rate=5:duration=0.4:seed=7:n=4:speed=0.01`]

/** An MP4 with the display matrix of its only track set to a clockwise turn (ISO 14496-12, "Track header"). */
function turned(mp4: Buffer, degrees: number): Buffer {
  const radians = (degrees * Math.PI) / 180
  const [cos, sin] = [Math.round(Math.cos(radians)), Math.round(Math.sin(radians))]
  const matrix = mp4.indexOf('tkhd') + 44
  for (const [place, value] of [cos, sin, 0, -sin, cos, 0].entries()) mp4.writeInt32BE(value * 65_536, matrix + 4 * place)
  return mp4
}

const firstOf = (stills: readonly Still[]): Still => {
  const [still] = stills
  if (!still) throw new Error('no still came')
  return still
}

describe('openFfmpegDecoder', () => {
  it.each([
    ['ffmpeg', { ffmpeg: 'no-such-ffmpeg' }],
    ['ffprobe', { ffprobe: 'no-such-ffprobe' }],
  ])('says how to install %s when it cannot be started', async (_, options) => {
    const fault = await openFfmpegDecoder(options).catch((thrown: unknown) => thrown)
    expect(fault).toMatchObject({ code: 'decoder-unavailable', detail: expect.stringContaining('apt-get install ffmpeg') })
  })

  it('refuses an ffmpeg that is too old', async () => {
    const old = at('old-ffmpeg')
    writeFileSync(old, '#!/bin/sh\necho "ffmpeg version 4.4.2-0ubuntu0.22.04.1 Copyright"\n', { mode: 0o755 })
    const fault = await openFfmpegDecoder({ ffmpeg: old }).catch((thrown: unknown) => thrown)
    expect(fault).toMatchObject({ code: 'decoder-unavailable', detail: expect.stringContaining('version 4.4') })
  })

  it('gives every frame of a 60 fps clip at its exact time, and four stills a second', async () => {
    const file = await makeClip(at('sixty.mp4'), ...testPicture('200x360', 60, 2), ...x264, '-bf', '2')
    const { glances, stills, end, opened } = await decodeAll(decoder, recordingAt(file))
    const times = await frameTimes(file)
    expect(glances.map(({ ms }) => ms)).toEqual(times.map((ms) => Math.round(ms)))
    expect(stills.map(({ ms }) => ms)).toEqual([0, 250, 500, 750, 1000, 1250, 1500, 1750, 2000])
    expect(end).toMatchObject({ kind: 'still', ms: 2000 })
    expect(opened.facts).toMatchObject({
      codec: 'h264',
      widthPx: 200,
      heightPx: 360,
      durationMs: 2000,
      encoder: expect.stringMatching(/^Lavf/),
    })
  })

  it('shows in a still the last frame presented by its time, at variable rate too, and holds the last one to the end', async () => {
    // Each frame has a brightness of its own: 20, 40, 60, … in the order of presentation.
    const shown = [0, 70, 240, 251, 260, 499, 501, 1400, 1410]
    const steps = shown.map((ms) => `gte(T*1000,${ms}-0.5)`).join('+')
    const kept = shown.map((ms) => `between(t*1000,${ms}-0.1,${ms}+0.1)`).join('+')
    const source = ['-f', 'lavfi', '-i', `color=black:size=16x16:rate=1000:duration=1.5,format=gray,geq=lum='20*(${steps})'`]
    const file = await makeClip(
      at('variable.mp4'),
      ...source,
      '-vf',
      `select='${kept}'`,
      '-vsync',
      'passthrough',
      '-enc_time_base',
      '1/1000',
      ...x264,
    )
    const { glances, stills } = await decodeAll(decoder, recordingAt(file))
    expect(glances.map(({ ms }) => ms)).toEqual(shown)
    for (const still of stills) {
      const frame = shown.filter((ms) => ms <= still.ms).length
      const [red = 0] = still.picture().rgb
      expect(Math.abs(red - 20 * frame), `still at ${still.ms} ms`).toBeLessThanOrEqual(3)
    }
    expect(stills.at(-1)?.ms).toBeGreaterThanOrEqual(1410)
  })

  it('counts time from the first frame when the sound starts earlier', async () => {
    const sound = ['-f', 'lavfi', '-i', 'sine=duration=2']
    const picture = ['-itsoffset', '0.337', ...testPicture('64x64', 10, 1), '-vsync', 'passthrough']
    const file = await makeClip(at('late.mkv'), ...sound, ...picture, ...x264, '-c:a', 'aac')
    const { glances, stills } = await decodeAll(decoder, recordingAt(file))
    expect(glances.map(({ ms }) => ms)).toEqual([0, 100, 200, 300, 400, 500, 600, 700, 800, 900])
    expect(stills[0]?.ms).toBe(0)
  })

  it.each([90, 180, 270])('stands a recording turned by %s° upright', async (degrees) => {
    const flat = await makeClip(at('flat.mp4'), ...smoothPicture('128x64'), ...x264, '-qp', '5')
    const file = at(`turned-${degrees}.mp4`)
    writeFileSync(file, turned(readFileSync(flat), degrees))
    const { opened, glances, stills } = await decodeAll(decoder, recordingAt(file))
    const size = degrees === 180 ? { widthPx: 128, heightPx: 64 } : { widthPx: 64, heightPx: 128 }
    expect(opened.facts).toMatchObject({ ...size, rotationDegrees: degrees })
    expect(opened.glance).toEqual(size)
    expect(glances[0]?.luma.length).toBe(128 * 64)
    const picture = firstOf(stills).picture()
    expect(picture).toMatchObject(size)
    // The gradients are new in every run; a wrong matrix or range is off by 5 and more.
    expect(meanError(picture.rgb, await firstByFfmpeg(file))).toBeLessThanOrEqual(3)
  })

  it.each([
    ['H.264', 'a.mp4', '162x90', ['-c:v', 'libx264', '-qp', '1', '-pix_fmt', 'yuv420p']],
    [
      'H.264, tagged BT.601, full range',
      'b.mp4',
      '162x90',
      [
        '-vf',
        'scale=out_color_matrix=bt601:out_range=pc',
        '-c:v',
        'libx264',
        '-qp',
        '1',
        '-pix_fmt',
        'yuvj420p',
        '-colorspace',
        'smpte170m',
        '-color_range',
        'pc',
      ],
    ],
    [
      'H.264, tagged BT.709',
      'c.mp4',
      '162x90',
      ['-vf', 'scale=out_color_matrix=bt709', '-c:v', 'libx264', '-qp', '1', '-pix_fmt', 'yuv420p', '-colorspace', 'bt709'],
    ],
    ['H.264, 4:4:4', 'd.mp4', '161x91', ['-c:v', 'libx264', '-qp', '1', '-pix_fmt', 'yuv444p', '-colorspace', 'smpte170m']],
    [
      'HEVC in 10 bits',
      'e.mp4',
      '162x90',
      ['-c:v', 'libx265', '-x265-params', 'log-level=error:qp=2', '-pix_fmt', 'yuv420p10le', '-tag:v', 'hvc1', '-colorspace', 'smpte170m'],
    ],
    [
      'VP9',
      'f.webm',
      '161x91',
      ['-c:v', 'libvpx-vp9', '-lossless', '1', '-pix_fmt', 'yuv420p', '-deadline', 'realtime', '-colorspace', 'smpte170m'],
    ],
    ['VP8', 'g.webm', '161x91', ['-c:v', 'libvpx', '-b:v', '5M', '-pix_fmt', 'yuv420p']],
    ['MPEG-4', 'h.mp4', '162x90', ['-c:v', 'mpeg4', '-q:v', '1']],
    [
      'interlaced H.264',
      'i.mkv',
      '162x96',
      ['-vf', 'setfield=tff', '-c:v', 'libx264', '-flags', '+ilme+ildct', '-qp', '1', '-pix_fmt', 'yuv420p'],
    ],
    ['a GIF', 'j.gif', '161x91', ['-vf', 'split[a][b];[a]palettegen[p];[b][p]paletteuse=dither=none']],
    ['an APNG', 'k.apng', '161x91', ['-plays', '0', '-pix_fmt', 'rgb24']],
  ] as const)('converts the colours of %s as ffmpeg does', async (_, name, size, args) => {
    const file = await makeClip(at(name), ...smoothPicture(size), ...args)
    const { stills, glances, opened } = await decodeAll(decoder, recordingAt(file))
    const picture = firstOf(stills).picture()
    expect(`${picture.widthPx}x${picture.heightPx}`).toBe(size)
    // The gradients are new in every run; a wrong matrix or range is off by 5 and more.
    expect(meanError(picture.rgb, await firstByFfmpeg(file))).toBeLessThanOrEqual(3)
    expect(glances[0]?.luma.length).toBe(opened.glance.widthPx * opened.glance.heightPx)
  })

  it('lays the see-through parts of an APNG on white', async () => {
    const source = [
      '-f',
      'lavfi',
      '-i',
      'color=black@0.0:size=32x32:rate=5:duration=0.6,format=rgba,geq=r=255*between(X\\,8\\,15):g=0:b=0:a=255*between(X\\,8\\,15)',
    ]
    const { stills } = await decodeAll(decoder, recordingAt(await makeClip(at('clear.apng'), ...source, '-plays', '0')))
    const { rgb } = firstOf(stills).picture()
    expect([...rgb.subarray(0, 3)].every((value) => value > 250)).toBe(true)
    const inside = (12 * 32 + 12) * 3
    expect(rgb[inside]).toBeGreaterThan(240)
    expect(rgb[inside + 1]).toBeLessThan(15)
  })

  it('keeps one size when the stream changes its own', async () => {
    const parts = await Promise.all(
      ['96x160', '160x96', '48x80'].map((size) => makeClip(at(`part-${size}.ts`), ...testPicture(size, 10, 0.5), ...x264)),
    )
    const joined = await makeClip(at('joined.mkv'), '-i', `concat:${parts.join('|')}`, '-c', 'copy')
    const { glances, stills, opened } = await decodeAll(decoder, recordingAt(joined))
    const { widthPx, heightPx } = opened.facts
    expect(widthPx * heightPx).toBe(96 * 160)
    expect(glances.length).toBe(15)
    for (const { luma } of glances) expect(luma.length).toBe(96 * 160)
    for (const still of stills) expect(still.picture()).toMatchObject({ widthPx, heightPx })
  })

  it('reads one pixel', async () => {
    const file = await makeClip(at('pixel.gif'), '-f', 'lavfi', '-i', 'color=red:size=2x2:rate=10:duration=0.5,format=rgb24,crop=1:1')
    const { opened, glances, stills } = await decodeAll(decoder, recordingAt(file))
    expect(opened.glance).toEqual({ widthPx: 1, heightPx: 1 })
    expect(glances.length).toBeGreaterThan(0)
    expect(firstOf(stills).picture().rgb.length).toBe(3)
  })

  it('takes maker, model and time of a phone as they are printed', async () => {
    const tags = [
      'com.android.version=14',
      'com.android.manufacturer=Xiaomi',
      'com.android.model=23127',
      'creation_time=2026-11-20T06:40:00Z',
    ]
    const args = tags.flatMap((tag) => ['-metadata', tag])
    const file = await makeClip(at('phone.mp4'), ...testPicture('64x64', 10, 0.3), ...x264, '-movflags', 'use_metadata_tags', ...args)
    const { facts } = await decoder.open(recordingAt(file), wideLimits)
    expect(facts).toMatchObject({ encoder: 'com.android.version 14', device: 'Xiaomi 23127', createdAt: '2026-11-20T06:40:00.000Z' })
  })

  it('decodes the same recording as often as asked', async () => {
    const file = await makeClip(at('twice.mp4'), ...testPicture('64x64', 10, 0.5), ...x264)
    const opened = await decoder.open(recordingAt(file), wideLimits)
    const count = async () => {
      let moments = 0
      for await (const _ of opened.moments()) moments++
      return moments
    }
    expect(await count()).toBe(await count())
  })

  it('never writes over a still that somebody still looks at, whichever others were let go', async () => {
    const file = await makeClip(at('lent.mp4'), ...testPicture('320x640', 10, 5), ...x264)
    const opened = await decoder.open(recordingAt(file), wideLimits)
    const all = await decodeAll(decoder, recordingAt(file))
    const kept: { readonly index: number; readonly luma: Uint8Array }[] = []
    let index = 0
    for await (const moment of opened.moments()) {
      if (moment.kind !== 'still') continue
      expect(Buffer.compare(moment.luma, all.stills[index]?.luma ?? Buffer.alloc(0))).toBe(0)
      if (index % 3 === 0) kept.push({ index, luma: moment.luma })
      else moment.letGo?.()
      index++
    }
    expect(index).toBe(all.stills.length)
    for (const { index: at, luma } of kept) expect(Buffer.compare(luma, all.stills[at]?.luma ?? Buffer.alloc(0))).toBe(0)
  })
})
