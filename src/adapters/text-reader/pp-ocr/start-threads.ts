import { fileURLToPath } from 'node:url'
import { Piscina } from 'piscina'
import type { Crew } from './crew.js'
import type { ModelFiles } from './model-files.js'

/** Threads that hold the nets. */
export interface Threads {
  /** Loads the nets in one thread; gives the size of the alphabet recognition knows, null when it does not say. */
  loadNets(): Promise<number | null>
  /** The threads as one picture sees them: when the signal is aborted, they leave off its work. */
  crewFor(signal: AbortSignal): Crew
  /** Ends all threads once they have no work; the signals of what they still do should be aborted before. */
  close(): Promise<void>
}

/** A thread without work for so long is let go; its nets hold about 100 MB. */
const idleMs = 60_000

/**
 * Starts a pool of threads. A thread is never ended while a net runs: the native runtime would take the whole
 * process down with it. So work that shall stop is told so and stops after the run it is in, a fraction of a second.
 */
export function startThreads(models: ModelFiles, count: number): Threads {
  const pool = new Piscina({ ...workerFile(), workerData: models, minThreads: 1, maxThreads: count, idleTimeout: idleMs })
  const running = new Set<Promise<unknown>>()
  const run = (name: string, task: unknown, moved: readonly ArrayBufferLike[] = []) => {
    const result = pool.run(task, { name, transferList: moved as ArrayBuffer[] })
    running.add(result)
    const forget = () => running.delete(result)
    result.then(forget, forget)
    return result
  }
  return {
    loadNets: () => run('loadNets', undefined),
    crewFor: (signal) => {
      const stop = flagOf(signal)
      return {
        lookAtTile: (picture, size, tile) => run('lookAtTile', { picture, size, tile, stop }),
        findLines: (picture, size, band, map) => run('findLines', { picture, size, band, map, stop }, [map.buffer]),
        readRegions: (picture, regions) => run('readRegions', { picture, regions, stop }),
      }
    },
    close: async () => {
      await Promise.allSettled(running)
      await pool.destroy()
    },
  }
}

/** A signal as threads can see it: shared memory that turns from 0 to 1. */
function flagOf(signal: AbortSignal): Int32Array {
  const flag = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
  const raise = () => Atomics.store(flag, 0, 1)
  if (signal.aborted) raise()
  else signal.addEventListener('abort', raise)
  return flag
}

/** Threads run the compiled file, or the source where this file is the source. */
function workerFile(): { filename: string; execArgv: string[] } {
  const isSource = import.meta.url.endsWith('.ts')
  return {
    filename: fileURLToPath(new URL(`./pp-ocr-thread.${isSource ? 'ts' : 'js'}`, import.meta.url)),
    execArgv: isSource ? ['--import', typescriptLoader()] : [],
  }
}

/** `--import tsx` does nothing inside a worker thread (tsx 4.23, Node 20); its programming interface does. */
function typescriptLoader(): string {
  const register = `import { register } from '${import.meta.resolve('tsx/esm/api')}'; register()`
  return `data:text/javascript,${encodeURIComponent(register)}`
}
