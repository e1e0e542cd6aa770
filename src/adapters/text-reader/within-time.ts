import { setMaxListeners } from 'node:events'
import { Fault, toFault } from '../../errors.js'

/**
 * Does a piece of work that ends when time is up: its signal is aborted and the result is the fault `reading-timed-out`,
 * whether the work heeds the signal or not.
 */
export async function withinTime<T>(timeoutMs: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController()
  // Every piece of a picture's work listens to it.
  setMaxListeners(0, stop.signal)
  const timeUp = new Promise<never>((_, reject) => {
    stop.signal.addEventListener('abort', () => reject(new Fault('reading-timed-out', `the picture was not read within ${timeoutMs} ms`)))
  })
  const timer = setTimeout(() => stop.abort(), timeoutMs)
  try {
    return await Promise.race([work(stop.signal), timeUp])
  } catch (error) {
    throw toFault(error)
  } finally {
    clearTimeout(timer)
  }
}
