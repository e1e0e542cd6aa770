import { setMaxListeners } from 'node:events'
import { Fault, toFault } from '../../errors.js'

/**
 * Does a piece of work that ends when time is up or its reader is closed: then its signal is aborted and the result is
 * the fault `reading-timed-out` or `reader-unavailable`, whether the work heeds the signal or not.
 */
export async function withinTime<T>(timeoutMs: number, closing: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController()
  // Every piece of a picture's work listens to it.
  setMaxListeners(0, stop.signal)
  const stopped = new Promise<never>((_, reject) => {
    stop.signal.addEventListener('abort', () => reject(toFault(stop.signal.reason)))
  })
  // Without a listener a rejection before the race below would end the process.
  stopped.catch(() => undefined)
  const close = () => stop.abort(new Fault('reader-unavailable', 'the text reader is closed'))
  const timer = setTimeout(() => stop.abort(new Fault('reading-timed-out', `the picture was not read within ${timeoutMs} ms`)), timeoutMs)
  try {
    if (closing.aborted) close()
    else closing.addEventListener('abort', close)
    if (stop.signal.aborted) return await stopped
    return await Promise.race([work(stop.signal), stopped])
  } catch (error) {
    throw toFault(error)
  } finally {
    clearTimeout(timer)
    closing.removeEventListener('abort', close)
  }
}
