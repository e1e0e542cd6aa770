import { createWorker, OEM, PSM, type Worker } from 'tesseract.js'
import { Fault } from '../../../errors.js'

/** A running tesseract thread. `died` rejects when the thread breaks down; it never resolves. */
export interface TesseractThread {
  readonly worker: Worker
  readonly died: Promise<never>
}

/** Starts a tesseract thread with the languages of a folder. Throws `reader-unavailable`. */
export async function startWorker(languages: string, folder: string): Promise<TesseractThread> {
  let fail: (reason: unknown) => void = () => undefined
  const failed = new Promise<never>((_, reject) => {
    fail = reject
  })
  failed.catch(() => undefined)
  try {
    // createWorker itself waits for ever when a language cannot be loaded; the handler hears of it.
    const worker = await Promise.race([createWorker(languages, OEM.LSTM_ONLY, workerOptions(folder, fail), quiet), failed])
    hearDeath(worker, fail)
    await worker.setParameters({ tessedit_pageseg_mode: PSM.AUTO })
    return { worker, died: failed }
  } catch (error) {
    throw new Fault('reader-unavailable', `tesseract cannot load ${languages} from ${folder}: ${String(error)}`, { cause: error })
  }
}

/** Its own words go nowhere: they would stand between those of the program. */
const quiet: Record<string, string> = { debug_file: '/dev/null' }

function workerOptions(folder: string, errorHandler: (reason: unknown) => void) {
  return { langPath: folder, cacheMethod: 'none', gzip: true, errorHandler }
}

/** The thread is not in the library's types; without a listener its death would end the whole process. */
function hearDeath(worker: Worker, died: (reason: unknown) => void): void {
  const { worker: thread } = worker as Worker & { worker?: NodeJS.EventEmitter }
  thread?.on('error', died)
}
