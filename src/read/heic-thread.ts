import { parentPort, workerData } from 'node:worker_threads'
import decodeHeif from 'heic-decode'
import type { HeicAnswer } from './decode-heic.js'

/** The thread of `decode-heic`: decodes one file, answers once. */
interface Task {
  readonly bytes: Uint8Array
  readonly maxPixels: number
}

const answer = await decode(workerData as Task)
parentPort?.postMessage(answer, 'rgb' in answer ? [answer.rgb.buffer as ArrayBuffer] : [])

async function decode({ bytes, maxPixels }: Task): Promise<HeicAnswer> {
  try {
    const [first] = await decodeHeif.all({ buffer: bytes })
    if (!first) return { damaged: 'it holds no picture' }
    const { width, height } = first
    if (width * height > maxPixels) return { tooLarge: `${width} × ${height}` }
    const { data } = await first.decode()
    return { widthPx: width, heightPx: height, rgb: onWhite(data) }
  } catch (cause) {
    return { damaged: cause instanceof Error ? cause.message : String(cause) }
  }
}

function onWhite(rgba: Uint8ClampedArray): Uint8Array {
  const rgb = new Uint8Array((rgba.length / 4) * 3)
  for (let from = 0, to = 0; from < rgba.length; from += 4) {
    const alpha = (rgba[from + 3] ?? 255) / 255
    for (let channel = 0; channel < 3; channel++) rgb[to++] = (rgba[from + channel] ?? 0) * alpha + 255 * (1 - alpha)
  }
  return rgb
}
