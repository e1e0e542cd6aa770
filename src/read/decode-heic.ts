import { Worker } from 'node:worker_threads'
import { Fault } from '../errors.js'
import type { Picture } from '../ports.js'
import type { ReadLimits } from './read-limits.js'

/** What the decoding thread answers: the picture (its own orientation applied), or why there is none. */
export type HeicAnswer = Picture | { readonly tooLarge: string } | { readonly damaged: string }

/**
 * The first picture of a HEIC file, decoded by libheif's WebAssembly in a thread of its own: it is synchronous,
 * takes seconds for a phone's photo, and can be stopped only with its thread.
 * Throws `picture-too-large`, `picture-damaged`, or `reading-timed-out`.
 */
export async function decodeHeic(file: string, bytes: Uint8Array, limits: ReadLimits): Promise<Picture> {
  const answer = await askThread(file, bytes, limits)
  if ('rgb' in answer) return answer
  if ('tooLarge' in answer) throw new Fault('picture-too-large', `${file} is ${answer.tooLarge}`)
  throw new Fault('picture-damaged', `${file}: ${answer.damaged}`)
}

/** WebAssembly memory is outside; this bounds what the thread's own heap may take. */
const maxHeapMb = 512

async function askThread(file: string, bytes: Uint8Array, limits: ReadLimits): Promise<HeicAnswer> {
  const isSource = import.meta.url.endsWith('.ts')
  const worker = new Worker(new URL(isSource ? './heic-thread.ts' : './heic-thread.js', import.meta.url), {
    workerData: { bytes, maxPixels: limits.maxPixels },
    execArgv: isSource ? ['--import', typescriptLoader()] : [],
    // libheif prints what it dislikes; nothing of it may reach our own output.
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: maxHeapMb },
  })
  try {
    return await new Promise<HeicAnswer>((resolve, reject) => {
      const late = new Fault('reading-timed-out', `${file} was not decoded within ${limits.decodeTimeoutMs} ms`)
      const timer = setTimeout(reject, limits.decodeTimeoutMs, late)
      worker.once('message', resolve)
      worker.once('error', (cause) => resolve({ damaged: cause.message }))
      worker.once('exit', () => {
        clearTimeout(timer)
        resolve({ damaged: 'the decoder stopped without an answer' })
      })
    })
  } finally {
    await worker.terminate()
  }
}

/** `--import tsx` does nothing inside a worker thread (tsx 4.23, Node 20); its programming interface does. */
function typescriptLoader(): string {
  const register = `import { register } from '${import.meta.resolve('tsx/esm/api')}'; register()`
  return `data:text/javascript,${encodeURIComponent(register)}`
}
