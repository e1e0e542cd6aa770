import { spawn } from 'node:child_process'
import type { Readable } from 'node:stream'
import type { Picture } from '../../src/ports.js'

/** A full-size frame with its presentation time. */
export interface Frame {
  readonly ms: number
  readonly picture: Picture
}

/**
 * The frames that an ffmpeg filter lets through, from one decode pass; who lags behind slows ffmpeg down.
 * Times are those that ffmpeg's `showinfo` prints. Throws what ffmpeg says when it gives no frame.
 */
export async function* decodeFrames(file: string, filter: string): AsyncGenerator<Frame> {
  const child = spawn('ffmpeg', [
    ...['-hide_banner', '-nostats', '-nostdin', '-i', file, '-map', '0:v:0'],
    ...['-vf', `${filter},showinfo`, '-vsync', 'passthrough', '-c:v', 'ppm', '-f', 'image2pipe', 'pipe:1'],
  ])
  const times: number[] = []
  let said = ''
  let rest = ''
  let wake: () => void = () => undefined
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const seconds = line.match(/Parsed_showinfo.* pts_time:\s*(-?[\d.]+)/)?.[1]
      if (seconds === undefined) said = `${said}${line}\n`.slice(-500)
      else times.push(Number(seconds) * 1000)
    }
    wake()
  })
  let isOver = false
  const ended = new Promise<void>((resolve, reject) => child.once('error', reject).once('close', () => resolve())).finally(() => {
    isOver = true
    wake()
  })
  // A failed start is thrown where it is awaited below.
  ended.catch(() => undefined)
  let count = 0
  try {
    for await (const picture of readPpm(child.stdout)) {
      // A frame may come through its pipe before its time comes through the other.
      while (times.length <= count && !isOver) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
      const ms = times[count++]
      if (ms === undefined) throw new Error(`ffmpeg tells no time for frame ${count} of ${file}`)
      yield { ms, picture }
    }
    await ended
  } finally {
    child.kill('SIGKILL')
  }
  if (count === 0) throw new Error(`ffmpeg gives no frame of ${file}: ${said}`)
}

/** PPM pictures one after the other: `P6 <width> <height> 255` and the pixels. */
async function* readPpm(stream: Readable): AsyncGenerator<Picture> {
  let header = ''
  let frame: { widthPx: number; heightPx: number; rgb: Uint8Array; filled: number } | null = null
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    let at = 0
    while (at < chunk.length) {
      if (frame === null) {
        header += String.fromCharCode(chunk[at++] ?? 0)
        const size: RegExpMatchArray | null = header.match(/^P6\s(\d+)\s(\d+)\s255\s$/)
        if (!size) continue
        const [widthPx, heightPx] = [Number(size[1]), Number(size[2])]
        frame = { widthPx, heightPx, rgb: new Uint8Array(widthPx * heightPx * 3), filled: 0 }
        header = ''
      }
      const part = chunk.subarray(at, at + frame.rgb.length - frame.filled)
      frame.rgb.set(part, frame.filled)
      frame.filled += part.length
      at += part.length
      if (frame.filled < frame.rgb.length) continue
      const { widthPx, heightPx, rgb } = frame
      frame = null
      yield { widthPx, heightPx, rgb }
    }
  }
}
