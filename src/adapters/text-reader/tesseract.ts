import os from 'node:os'
import type { Box, TextLine } from '../../model/reading.js'
import type { Picture, TextReader } from '../../ports.js'
import { takingTurns } from './take-turns.js'
import { gatherLanguages } from './tesseract/language-folder.js'
import { linesOfPage } from './tesseract/lines-of-page.js'
import { startWorker, type TesseractThread } from './tesseract/start-worker.js'
import { touchesBox } from './touches-box.js'
import { withinTime } from './within-time.js'

export interface TesseractOptions {
  /** Threads that read, one picture each; by default as many as there are cores. */
  readonly threads?: number
  /** Longest time for one picture, counted from its turn; 60 s by default. */
  readonly timeoutMs?: number
  /** A thread is replaced after so many pictures; 50 by default. It learns from what it read, and its memory only grows. */
  readonly picturesPerThread?: number
}

const languages = ['chi_sim', 'eng'] as const
/** Thinner pictures tesseract refuses to scale. */
const thinnestPx = 3

interface Seat {
  thread: Promise<TesseractThread> | undefined
  pictures: number
}

/** Opens the tesseract.js reader, simplified Chinese and English, and starts its first thread. Throws `reader-unavailable`. */
export async function openTesseract(options: TesseractOptions = {}): Promise<TextReader> {
  const { threads = os.availableParallelism(), timeoutMs = 60_000, picturesPerThread = 50 } = options
  const folder = await gatherLanguages(languages)
  const start = () => startWorker(languages.join('+'), folder.path)
  const seats = Array.from({ length: threads }, (): Seat => ({ thread: undefined, pictures: 0 }))
  const first = await start().catch(async (error: unknown) => {
    await folder.remove()
    throw error
  })
  const [seat] = seats
  if (seat) seat.thread = Promise.resolve(first)
  const takeTurn = takingTurns(threads)
  const free = [...seats].reverse()
  const closing = new AbortController()
  const readAt = async (taken: Seat, picture: Picture, within?: readonly Box[]): Promise<TextLine[]> => {
    try {
      const lines = await withinTime(timeoutMs, closing.signal, async (signal) => {
        taken.thread ??= start()
        const thread = await taken.thread
        // Meanwhile it may have been ended, and an ended thread never answers.
        signal.throwIfAborted()
        return within ? readWithin(thread, picture, within) : readOn(thread, picture)
      })
      taken.pictures++
      if (taken.pictures >= picturesPerThread) await vacate(taken)
      return lines
    } catch (error) {
      await vacate(taken)
      throw error
    }
  }
  return {
    name: `tesseract/5 ${languages.join('+')}`,
    concurrency: threads,
    read: (picture, within) =>
      takeTurn(async () => {
        const taken = free.pop() ?? { thread: undefined, pictures: 0 }
        return readAt(taken, picture, within).finally(() => free.push(taken))
      }),
    close: async () => {
      closing.abort()
      await Promise.all(seats.map(vacate))
      await folder.remove()
    },
  }
}

async function readOn({ worker, died }: TesseractThread, picture: Picture): Promise<TextLine[]> {
  if (Math.min(picture.widthPx, picture.heightPx) < thinnestPx) return []
  const result = await Promise.race([worker.recognize(portablePixmap(picture), {}, { text: false, blocks: true }), died])
  return linesOfPage(result.data)
}

/** All of it is read all the same: in a part cut out of a page tesseract sees other lines and columns than in the page. */
async function readWithin(thread: TesseractThread, picture: Picture, within: readonly Box[]): Promise<TextLine[]> {
  if (within.length === 0) return []
  const lines = await readOn(thread, picture)
  return lines.filter(({ box }) => within.some((wanted) => touchesBox(box, wanted)))
}

/** Ends a seat's thread; the next picture starts another. A thread that never started needs no end. */
async function vacate(seat: Seat): Promise<void> {
  const thread = seat.thread
  seat.thread = undefined
  seat.pictures = 0
  await thread?.then(({ worker }) => worker.terminate()).catch(() => undefined)
}

/** The simplest form the library takes pixels in: a line of text before them. */
function portablePixmap({ widthPx, heightPx, rgb }: Picture): Buffer {
  return Buffer.concat([Buffer.from(`P6\n${widthPx} ${heightPx}\n255\n`), rgb])
}
