import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openFfmpegDecoder } from '../../../src/adapters/media/ffmpeg.js'
import { toFault } from '../../../src/errors.js'
import type { RecordingFormat } from '../../../src/model/reading.js'
import type { RecordingDecoder, RecordingLimits } from '../../../src/ports.js'
import { childPrograms } from './children.js'
import { clipFolder, decodeAll, makeClip, recordingAt, testPicture, wideLimits } from './clips.js'
import { withExternalData } from './external-data.js'

const folder = clipFolder()
const at = (name: string) => path.join(folder, name)
let decoder: RecordingDecoder
beforeAll(async () => {
  decoder = await openFfmpegDecoder()
  await makeClip(at('secret.mp4'), ...testPicture('64x96', 10, 1), ...x264)
  await makeClip(at('secret.ts'), '-i', at('secret.mp4'), '-c', 'copy')
})
afterEach(() => expect(childPrograms()).toEqual([]))

const x264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p']

/** What comes of a file: the code of its fault, or how many frames it gave. */
async function outcome(file: string, format?: RecordingFormat, limits: RecordingLimits = wideLimits): Promise<string> {
  try {
    const { glances, end } = await decodeAll(decoder, recordingAt(file, format), limits)
    return `${glances.length} frames${end?.kind === 'break' ? ', then a break' : ''}`
  } catch (thrown) {
    return toFault(thrown).code
  }
}

function write(name: string, content: string | Buffer): string {
  writeFileSync(at(name), content)
  return at(name)
}

describe('openFfmpegDecoder on hostile files', () => {
  const playlists = {
    'an HLS playlist': () => `#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile://${at('secret.ts')}\n#EXT-X-ENDLIST\n`,
    'an ffconcat list': () => `ffconcat version 1.0\nfile '${at('secret.mp4')}'\n`,
    'an SDP description': () => `v=0\no=- 0 0 IN IP4 127.0.0.1\nc=IN IP4 127.0.0.1\nm=video 9 RTP/AVP 96\n`,
  }
  it.each(['mp4', 'webm', 'gif', 'apng'] as const)('opens no other file for a playlist that is named .%s', async (format) => {
    for (const [name, text] of Object.entries(playlists)) {
      expect(await outcome(write(`list.${format}`, text()), format), name).toBe('recording-damaged')
    }
  })

  it('reads no samples out of another file, as ffmpeg would if it were allowed to', async () => {
    const crafted = write('external.mp4', withExternalData(readFileSync(at('secret.mp4')), at('secret.mp4')))
    const allowed = ['-v', 'error', '-enable_drefs', '1', '-use_absolute_path', '1', '-i', crafted, '-frames:v', '1']
    await makeClip(at('read-from-secret.png'), ...allowed)
    expect(readFileSync(at('read-from-secret.png')).length).toBeGreaterThan(100)
    expect(await outcome(crafted)).toBe('recording-damaged')
  })

  it('takes nothing in a name for an option or a protocol', async () => {
    const file = write('concat:-x|subfile,,start,0,end,0,,:a%03d.mp4', readFileSync(at('secret.mp4')))
    expect(await outcome(file, 'mp4')).toBe('10 frames')
  })

  it.each([
    ['an empty file', ''],
    ['a text', '订单号 DD7K2M9QX4B81TZA\n'],
    ['zeros', Buffer.alloc(10_000)],
  ])('names a fault for %s of any format', async (_, content) => {
    for (const format of ['mp4', 'mov', 'webm', 'mkv', 'gif', 'apng', 'webp'] as const) {
      expect(await outcome(write(`nothing.${format}`, content), format), format).toBe('recording-damaged')
    }
  })

  it('refuses a file that holds only sound', async () => {
    const file = await makeClip(at('sound.mp4'), '-f', 'lavfi', '-i', 'sine=duration=0.5', '-c:a', 'aac')
    expect(await outcome(file)).toBe('recording-damaged')
  })

  it('refuses codecs that recorders do not write', async () => {
    expect(await outcome(await makeClip(at('rare.mkv'), ...testPicture('64x64', 5, 0.4), '-c:v', 'ffv1'))).toBe('format-refused')
    expect(await outcome(await makeClip(at('old.mkv'), ...testPicture('64x64', 25, 0.4), '-c:v', 'mpeg2video'))).toBe('format-refused')
  })

  it('refuses a picture of 20000 × 20000 from its header', async () => {
    const gif = readFileSync(await makeClip(at('small.gif'), ...testPicture('64x64', 5, 1)))
    gif.writeUInt16LE(20_000, 6)
    gif.writeUInt16LE(20_000, 8)
    expect(await outcome(write('huge.gif', gif))).toBe('recording-too-large')
    const large = await makeClip(at('large.mp4'), ...testPicture('640x640', 5, 0.4), ...x264)
    expect(await outcome(large, 'mp4', { ...wideLimits, maxPixels: 640 * 640 - 1 })).toBe('recording-too-large')
  })

  it('reads a GIF of tiny frames on a huge canvas in flat memory', async () => {
    const gif = readFileSync(await makeClip(at('tiny.gif'), ...testPicture('64x64', 20, 2)))
    gif.writeUInt16LE(1600, 6)
    gif.writeUInt16LE(1600, 8)
    expect(await outcome(write('canvas.gif', gif))).toBe('40 frames')
  })

  it('refuses what lasts longer or holds more frames than allowed, by its header', async () => {
    expect(await outcome(at('secret.mp4'), 'mp4', { ...wideLimits, maxDurationMs: 900 })).toBe('recording-too-long')
    expect(await outcome(at('secret.mp4'), 'mp4', { ...wideLimits, maxFrames: 9 })).toBe('recording-too-long')
  })

  it('refuses it too when the header tells 1 s of 3', async () => {
    const honest = await makeClip(at('honest.mkv'), ...testPicture('64x64', 10, 3), ...x264)
    const bytes = readFileSync(honest)
    bytes.writeDoubleBE(1000, bytes.indexOf('448988', 0, 'hex') + 3)
    bytes.write('00:00:01', bytes.indexOf('00:00:03'), 'latin1')
    const lying = write('lying.mkv', bytes)
    expect((await decoder.open(recordingAt(lying), wideLimits)).facts.durationMs).toBe(1000)
    expect(await outcome(lying)).toBe('30 frames')
    expect(await outcome(lying, 'mkv', { ...wideLimits, maxDurationMs: 1500 })).toBe('recording-too-long')
    expect(await outcome(lying, 'mkv', { ...wideLimits, maxFrames: 20 })).toBe('recording-too-long')
  })

  it('reads 10,000 frames a second, each at its time', async () => {
    const file = await makeClip(at('fast.mp4'), ...testPicture('32x32', 10_000, 0.05), ...x264)
    expect(await outcome(file)).toBe('500 frames')
  })

  it('gives times in order for a file whose times run back and forth or below zero', async () => {
    const jumbled = ['-i', at('secret.mp4'), '-c', 'copy', '-bsf:v', "setts=pts='PTS+if(mod(N,2),-40000,30000)':dts=DTS-90000"]
    expect(await outcome(await makeClip(at('jumbled.mkv'), ...jumbled, '-avoid_negative_ts', 'disabled'))).toMatch(/^\d+ frames/)
    expect(await outcome(await makeClip(at('jumbled.mp4'), ...jumbled, '-avoid_negative_ts', 'disabled'))).toMatch(/^\d+ frames/)
  })

  it('gives up when decoding takes too long', async () => {
    expect(await outcome(at('secret.mp4'), 'mp4', { ...wideLimits, decodeTimeoutMs: 1 })).toBe('reading-timed-out')
  })

  it('ends ffmpeg when the receiver leaves, or fails', async () => {
    const long = await makeClip(at('long.mp4'), ...testPicture('320x480', 30, 20), ...x264)
    const opened = await decoder.open(recordingAt(long), wideLimits)
    for await (const { ms } of opened.moments()) if (ms > 500) break
    expect(childPrograms()).toEqual([])
    const failing = async () => {
      for await (const _ of opened.moments()) throw new Error('the receiver fails')
    }
    await expect(failing()).rejects.toThrow('the receiver fails')
    const untouched = opened.moments()[Symbol.asyncIterator]()
    await untouched.return?.(undefined)
  })

  it('holds ffmpeg up while the receiver is busy, under limits of the system where it has them', async () => {
    const opened = await decoder.open(recordingAt(at('long.mp4')), wideLimits)
    const moments = opened.moments()[Symbol.asyncIterator]()
    await moments.next()
    const before = process.memoryUsage().arrayBuffers + process.memoryUsage().external
    await new Promise((resolve) => setTimeout(resolve, 1000))
    const [child, ...others] = childPrograms()
    expect(others).toEqual([])
    expect(child).toBeDefined()
    if (process.platform === 'linux') {
      expect(readFileSync(`/proc/${child}/limits`, 'latin1')).toMatch(/Max address space +2000000000 /)
      expect(readFileSync(`/proc/${child}/limits`, 'latin1')).toMatch(/Max core file size +0 /)
    }
    expect(process.memoryUsage().arrayBuffers + process.memoryUsage().external - before).toBeLessThan(40_000_000)
    await moments.return?.(undefined)
  })
})
