import { Fault } from '../../errors.js'
import type { Reading } from '../../model/reading.js'
import type { EvidenceReader, FileToRead } from '../../ports/reading.js'
import { type ReadingProcess, startProcess } from './start-process.js'

interface CrewOptions {
  /** The program of a reading process (`workers/reading-process`). */
  readonly entry: URL
  readonly processes: number
  /** Start them now, not when the first file comes. */
  readonly warm: boolean
  /** Hears that a process has ended. */
  readonly tell: (words: string) => void
}

/**
 * Reads in processes of their own, kept warm: one that dies or takes too long is replaced, and only its own file has failed.
 * First come, first served: evidence brings no more files at a time than there are processes, so a screening, which somebody
 * waits for, has the first or second place that becomes free, and many screenings do not keep evidence out.
 */
export function openReadingCrew({ entry, processes, warm, tell }: CrewOptions): EvidenceReader {
  const places = Array.from({ length: processes }, () => openPlace(entry, tell))
  const free = [...places]
  const waiting: ((place: Place) => void)[] = []
  const takePlace = (): Promise<Place> => {
    const place = free.shift()
    return place ? Promise.resolve(place) : new Promise((resolve) => waiting.push(resolve))
  }
  const leave = (place: Place) => {
    const next = waiting.shift()
    if (next) next(place)
    else free.unshift(place)
  }
  if (warm) for (const place of places) place.warmUp()
  return {
    concurrency: processes,
    read: async (file, signal) => {
      const place = await takePlace()
      try {
        return await place.read(file, signal)
      } finally {
        leave(place)
      }
    },
    close: async () => {
      for (const place of places) place.stop()
    },
  }
}

/** Where a reading process stands; another takes its place when it is gone. */
interface Place {
  warmUp(): void
  read(file: FileToRead, signal: AbortSignal): Promise<Reading>
  stop(): void
}

function openPlace(entry: URL, tell: (words: string) => void): Place {
  let starting: Promise<ReadingProcess> | null = null
  let stopped: Fault | null = null
  const ready = async (): Promise<ReadingProcess> => {
    if (stopped) throw stopped
    starting ??= startProcess(entry)
    const mine = starting
    try {
      const process = await mine
      if (!process.isGone()) return process
    } catch (fault) {
      if (starting === mine) starting = null
      throw fault
    }
    if (starting === mine) starting = null
    return ready()
  }
  // Who asks for a reading next is told why none can be started.
  const warmUp = () => void ready().catch((fault: unknown) => tell(String(fault)))
  return {
    warmUp,
    read: async (file, signal) => {
      const process = await ready()
      signal.throwIfAborted()
      const late = new Fault('reading-timed-out', `${file.name}: not read after ${file.timeoutMs} ms`)
      const timer = setTimeout(() => process.kill(late), file.timeoutMs)
      const stop = () => process.kill(signal.reason instanceof Fault ? signal.reason : new Fault('job-timed-out', String(signal.reason)))
      signal.addEventListener('abort', stop, { once: true })
      try {
        return await process.read(file)
      } finally {
        clearTimeout(timer)
        signal.removeEventListener('abort', stop)
        if (process.isGone() && !stopped) {
          tell('a reading process has ended over a file; another takes its place')
          warmUp()
        }
      }
    },
    stop: () => {
      stopped = new Fault('reader-unavailable', 'the process stops')
      const fault = stopped
      void starting?.then(
        (process) => process.kill(fault),
        () => undefined,
      )
    },
  }
}
