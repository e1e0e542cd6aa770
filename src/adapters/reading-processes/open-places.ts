import { Fault } from '../../errors.js'
import { type FileProcess, startProcess } from './start-process.js'

export interface CrewOptions {
  /** The program of a process (`workers/reading-process`, `workers/drawing-process`). */
  readonly entry: URL
  readonly processes: number
  /** Start them now, not when the first file comes. */
  readonly warm: boolean
  /** Hears that a process has ended. */
  readonly tell: (words: string) => void
}

/** What is done with one file: its name stands in faults, the time runs from when it has its turn. */
interface Turn {
  readonly name: string
  readonly timeoutMs: number
}

/** Processes that each do one thing at a time; more wait their turn, first come, first served. */
export interface Places<Ask, Answer> {
  ask(what: Ask, turn: Turn, signal: AbortSignal): Promise<Answer>
  stop(): void
}

/** Opens so many places; in each stands a process, and another when it is gone. */
export function openPlaces<Ask extends object, Answer>({ entry, processes, warm, tell }: CrewOptions): Places<Ask, Answer> {
  const stopping = new AbortController()
  const places = Array.from({ length: processes }, () => openPlace<Ask, Answer>(entry, stopping.signal, tell))
  const free = [...places]
  const waiting: ((place: Place<Ask, Answer>) => void)[] = []
  const takePlace = (): Promise<Place<Ask, Answer>> => {
    const place = free.shift()
    return place ? Promise.resolve(place) : new Promise((resolve) => waiting.push(resolve))
  }
  const leave = (place: Place<Ask, Answer>) => {
    const next = waiting.shift()
    if (next) next(place)
    else free.unshift(place)
  }
  if (warm) for (const place of places) place.warmUp()
  return {
    ask: async (what, turn, signal) => {
      const place = await takePlace()
      try {
        return await place.ask(what, turn, signal)
      } finally {
        leave(place)
      }
    },
    stop: () => stopping.abort(new Fault('reader-unavailable', 'the process stops')),
  }
}

/** Where a process stands; another takes its place when it is gone. */
interface Place<Ask, Answer> extends Pick<Places<Ask, Answer>, 'ask'> {
  warmUp(): void
}

function openPlace<Ask extends object, Answer>(entry: URL, stopping: AbortSignal, tell: (words: string) => void): Place<Ask, Answer> {
  let starting: Promise<FileProcess<Ask, Answer>> | null = null
  const ready = async (): Promise<FileProcess<Ask, Answer>> => {
    stopping.throwIfAborted()
    starting ??= startProcess<Ask, Answer>(entry, stopping)
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
  // Who asks next is told why none can be started.
  const warmUp = () =>
    void ready().catch((fault: unknown) => {
      if (!stopping.aborted) tell(String(fault))
    })
  return {
    warmUp,
    ask: async (what, { name, timeoutMs }, signal) => {
      const process = await ready()
      signal.throwIfAborted()
      const late = new Fault('reading-timed-out', `${name}: not done after ${timeoutMs} ms`)
      const timer = setTimeout(() => process.kill(late), timeoutMs)
      const stop = () => process.kill(signal.reason instanceof Fault ? signal.reason : new Fault('job-timed-out', String(signal.reason)))
      signal.addEventListener('abort', stop, { once: true })
      try {
        return await process.ask(what)
      } finally {
        clearTimeout(timer)
        signal.removeEventListener('abort', stop)
        if (process.isGone() && !stopping.aborted) {
          tell('a process has ended over a file; another takes its place')
          warmUp()
        }
      }
    },
  }
}
