import os from 'node:os'
import { Fault, toFault } from '../../errors.js'
import type { TextReader } from '../../ports.js'
import { findModelFiles, readAlphabet } from './pp-ocr/model-files.js'
import { readPicture } from './pp-ocr/read-picture.js'
import { startThreads } from './pp-ocr/start-threads.js'
import { takingTurns } from './take-turns.js'
import { withinTime } from './within-time.js'

export interface PpOcrOptions {
  /** Folder of other models of the same shape (PP-OCRv4, PP-OCRv5); by default the package's. */
  readonly modelDir?: string
  /** Threads that read, one core each; by default as many as there are cores. */
  readonly threads?: number
  /** Longest time for one picture, counted from its turn; 60 s by default. */
  readonly timeoutMs?: number
}

/** Opens the PP-OCR reader and loads its nets once, to be sure that they can be. Throws `reader-unavailable`. */
export async function openPpOcr(options: PpOcrOptions = {}): Promise<TextReader> {
  const { threads = os.availableParallelism(), timeoutMs = 60_000 } = options
  const models = await findModelFiles(options.modelDir)
  const alphabet = await readAlphabet(models.dictionary)
  const pool = startThreads(models, threads)
  try {
    const known = await pool.loadNets()
    if (known !== null && known !== alphabet.length) {
      throw new Error(`${models.dictionary} has ${alphabet.length} characters, ${models.recognition} knows ${known}`)
    }
  } catch (error) {
    await pool.close()
    throw new Fault('reader-unavailable', toFault(error).detail, { cause: error })
  }
  // One more than there are threads: a small piece need not wait for all of a large picture.
  const takeTurn = takingTurns(threads + 1)
  const closing = new AbortController()
  return {
    name: `pp-ocr/${models.version}`,
    concurrency: threads,
    read: (picture, within) =>
      takeTurn(() => withinTime(timeoutMs, closing.signal, (signal) => readPicture(pool.crewFor(signal), picture, within))),
    close: () => {
      closing.abort()
      return pool.close()
    },
  }
}
