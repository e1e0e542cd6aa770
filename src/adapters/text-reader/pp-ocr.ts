import os from 'node:os'
import { fileURLToPath } from 'node:url'
import { Piscina } from 'piscina'
import { Fault, toFault } from '../../errors.js'
import type { Picture, TextReader } from '../../ports.js'
import type { CompactSteps } from './pp-ocr/compact-steps.js'
import { findModelFiles, type ModelFiles, readAlphabet } from './pp-ocr/model-files.js'
import { type Crew, readPicture } from './pp-ocr/read-picture.js'
import type { FoundLine } from './pp-ocr/worker.js'
import { takingTurns } from './take-turns.js'

export interface PpOcrOptions {
  /** Folder of other models of the same shape (PP-OCRv4, PP-OCRv5); by default the package's. */
  readonly modelDir?: string
  /** Threads that read, one core each; by default as many as there are cores. */
  readonly threads?: number
  /** Longest time for one picture, counted from its turn; 60 s by default. */
  readonly timeoutMs?: number
}

/** A thread without work for so long is let go; its nets hold about 100 MB. */
const idleMs = 60_000

/** Opens the PP-OCR reader and loads its nets once, to be sure that they can be. Throws `reader-unavailable`. */
export async function openPpOcr(options: PpOcrOptions = {}): Promise<TextReader> {
  const { threads = os.availableParallelism(), timeoutMs = 60_000 } = options
  const models = await findModelFiles(options.modelDir)
  const alphabet = await readAlphabet(models.dictionary)
  const pool = openPool(models, threads)
  const alphabetSize = await pool.run(undefined, { name: 'loadNets' }).catch(async (error: unknown) => {
    await pool.destroy()
    throw new Fault('reader-unavailable', toFault(error).detail, { cause: error })
  })
  if (alphabetSize !== null && alphabetSize !== alphabet.length) {
    await pool.destroy()
    throw new Fault(
      'reader-unavailable',
      `${models.dictionary} has ${alphabet.length} characters, ${models.recognition} knows ${alphabetSize}`,
    )
  }
  const takeTurn = takingTurns(threads)
  return {
    name: `pp-ocr/${models.version}`,
    concurrency: threads,
    read: (picture) => takeTurn(() => withinTime(timeoutMs, (signal) => readPicture(crewOf(pool, threads, signal), alphabet, picture))),
    close: () => pool.destroy(),
  }
}

/** Workers run the compiled file, or the source where this file is the source. */
function openPool(models: ModelFiles, threads: number): Piscina {
  const isSource = import.meta.url.endsWith('.ts')
  return new Piscina({
    filename: fileURLToPath(new URL(`./pp-ocr/worker.${isSource ? 'ts' : 'js'}`, import.meta.url)),
    execArgv: isSource ? ['--import', typescriptLoader()] : [],
    workerData: models,
    minThreads: 1,
    maxThreads: threads,
    idleTimeout: idleMs,
  })
}

/** `--import tsx` does nothing inside a worker thread (tsx 4.23, Node 20); its programming interface does. */
function typescriptLoader(): string {
  const register = `import { register } from '${import.meta.resolve('tsx/esm/api')}'; register()`
  return `data:text/javascript,${encodeURIComponent(register)}`
}

function crewOf(pool: Piscina, threads: number, signal: AbortSignal): Crew {
  return {
    threads,
    findLines: (tile: Picture, scale: number): Promise<FoundLine[]> =>
      pool.run({ picture: tile, scale }, { name: 'findLines', signal, transferList: [tile.rgb.buffer as ArrayBuffer] }),
    readStrips: (strips): Promise<CompactSteps[]> =>
      pool.run(strips, { name: 'readStrips', signal, transferList: strips.map(({ rgb }) => rgb.buffer as ArrayBuffer) }),
  }
}

/** When time is up the pool ends the threads that still work on this picture, and starts others in their place. */
async function withinTime<T>(timeoutMs: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), timeoutMs)
  try {
    return await work(stop.signal)
  } catch (error) {
    if (stop.signal.aborted) throw new Fault('reading-timed-out', `the picture was not read within ${timeoutMs} ms`, { cause: error })
    throw toFault(error)
  } finally {
    clearTimeout(timer)
  }
}
