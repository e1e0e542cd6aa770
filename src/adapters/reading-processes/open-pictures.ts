import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Fault } from '../../errors.js'
import type { EvidencePictures, PictureToDraw } from '../../ports/pictures.js'
import type { ToDrawingProcess } from '../../ports/reading-messages.js'
import { type CrewOptions, openPlaces } from './open-places.js'

interface PictureOptions extends Omit<CrewOptions, 'warm'> {
  /** Of nothing but pictures. Each process has a folder in it, by its id, which is emptied now and goes at the end. */
  readonly folder: string
  /** Of all that is kept; what was used longest ago goes first. */
  readonly maxBytes: number
  /** Nothing is kept for longer: deleted evidence must not live on here. */
  readonly keptMs: number
}

/** Draws in processes of their own, and keeps what was drawn for a while. */
export async function openPictures({ folder: shared, maxBytes, keptMs, ...crew }: PictureOptions): Promise<EvidencePictures> {
  const folder = path.join(shared, String(process.pid))
  await rm(folder, { recursive: true, force: true })
  await removeForsaken(shared, 2 * keptMs)
  const places = openPlaces<ToDrawingProcess, Uint8Array>({ ...crew, warm: false })
  const never = new AbortController().signal
  const shelf = openShelf(folder, maxBytes, keptMs)
  const clear = () =>
    Promise.all([shelf.clear(), removeForsaken(shared, 2 * keptMs)]).catch((fault: unknown) => crew.tell(`pictures: ${fault}`))
  const timer = setInterval(clear, Math.min(keptMs, 60_000)).unref()
  return {
    draw: (picture, open) => {
      const { contentKey, ...ask } = picture
      return shelf.turnOf(contentKey, async (at) => {
        const file = path.join(at, `${nameOf(picture)}.webp`)
        const known = await readFile(file).catch(() => null)
        if (known) return known
        const timeoutMs = ask.screen === null ? 60_000 : ask.recording.maxDurationSeconds * 1000
        const drawn = await open((local) => places.ask({ ...ask, path: local, folder: at }, { name: ask.name, timeoutMs }, never))
        await writeFile(file, drawn)
        return drawn
      })
    },
    close: async () => {
      clearInterval(timer)
      shelf.close()
      places.stop()
      // A process that is killed may put one more screen there while the folder goes.
      await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
    },
  }
}

/** A process that was killed empties its folder no more. One that lives changes its own each time that something is kept, and when that goes. */
async function removeForsaken(shared: string, untouchedMs: number): Promise<void> {
  for (const name of await readdir(shared).catch(() => [])) {
    const at = path.join(shared, name)
    const touched = await stat(at).catch(() => null)
    if (touched && Date.now() - touched.mtimeMs > untouchedMs) await rm(at, { recursive: true, force: true })
  }
}

function nameOf({ screen, covered, crop, widthPx }: PictureToDraw): string {
  return hash(JSON.stringify([screen, covered, crop, widthPx]))
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

interface Shelf {
  /** One at a time for a content: a recording is gone through once, however many ask. */
  turnOf<T>(contentKey: string, work: (folder: string) => Promise<T>): Promise<T>
  clear(): Promise<void>
  /** Who still waits for a turn gets none: no folder is made any more. Throws `reader-unavailable` there. */
  close(): void
}

interface Kept {
  last: Promise<unknown>
  users: number
  readonly sinceMs: number
  bytes: number
}

/** A folder for each content, the least recently used first. */
function openShelf(folder: string, maxBytes: number, keptMs: number): Shelf {
  const kept = new Map<string, Kept>()
  let isClosed = false
  const remove = async (name: string) => {
    kept.delete(name)
    await rm(path.join(folder, name), { recursive: true, force: true })
  }
  const clear = async () => {
    const total = () => [...kept.values()].reduce((sum, { bytes }) => sum + bytes, 0)
    for (const [name, one] of kept) {
      const isOld = Date.now() - one.sinceMs > keptMs
      if (one.users === 0 && (isOld || total() > maxBytes)) await remove(name)
    }
  }
  return {
    clear,
    close: () => {
      isClosed = true
    },
    turnOf: async (contentKey, work) => {
      const name = hash(contentKey)
      const one = kept.get(name) ?? { last: Promise.resolve(), users: 0, sinceMs: Date.now(), bytes: 0 }
      kept.delete(name)
      kept.set(name, one)
      one.users++
      const at = path.join(folder, name)
      const turn = one.last.then(async () => {
        if (isClosed) throw new Fault('reader-unavailable', 'the process stops')
        await mkdir(at, { recursive: true })
        const done = await work(at)
        one.bytes = await bytesIn(at)
        return done
      })
      one.last = turn.catch(() => undefined)
      try {
        return await turn
      } finally {
        one.users--
        await clear()
      }
    },
  }
}

async function bytesIn(folder: string): Promise<number> {
  const names = await readdir(folder)
  const sizes = await Promise.all(names.map(async (name) => (await stat(path.join(folder, name))).size))
  return sizes.reduce((sum, size) => sum + size, 0)
}
