import { Readable } from 'node:stream'
import type { Box, Screen, TextLine } from '../model/reading.js'
import type { Picture, TextReader } from '../ports.js'
import type { GrayPlane } from './gray-plane.js'
import { joinLines } from './join-lines.js'
import type { KnownLine, ShownLine } from './known-line.js'
import type { PickedScreen } from './picked-screen.js'
import { planReading } from './plan-reading.js'
import type { ReadWatch } from './read-watch.js'
import { SeenScreens } from './seen-screens.js'
import { takeGray } from './take-gray.js'

/** What a recording's screens say, and how much of them had to be read for it. */
export interface ScreensRead {
  /** In the order in which they were first read; times, box and screens as contracts.md says. */
  readonly lines: readonly TextLine[]
  readonly screens: readonly Screen[]
  /** Pixels of all pictures, and those that were given to the reader. */
  readonly pixels: { readonly shown: number; readonly read: number }
  /** Brightness of the last screen that was new; null when there was none. */
  readonly lastPlane: GrayPlane | null
}

/**
 * Reads a recording's screens in order, each only where it differs from the most similar of the last ones: a line whose pixels
 * were read before keeps its text. Screens come while others are read; at most two wait. Throws the first fault of reader or source.
 */
export async function readScreens(screens: AsyncIterable<PickedScreen>, reader: TextReader, watch: ReadWatch = {}): Promise<ScreensRead> {
  const session: Session = {
    reader,
    seen: new SeenScreens(),
    known: [],
    shownBy: new Map(),
    pixels: { shown: 0, read: 0 },
    lastPlane: null,
  }
  const done: Screen[] = []
  for await (const picked of Readable.from(screens, { highWaterMark: mostWaiting }) as AsyncIterable<PickedScreen>) {
    const { picture, ...screen } = picked
    const isWatched = watch.onScreen !== undefined
    const shown = picture ? await readScreen(session, screen, picture, isWatched) : showAgain(session, screen)
    session.shownBy.set(screen.index, shown)
    for (const one of shown) note(one, screen)
    done.push(screen)
    await watch.onScreen?.(picked)
  }
  const { known, pixels, lastPlane } = session
  return { lines: known.filter(({ grewInto }) => grewInto === null).map(asTextLine), screens: done, pixels, lastPlane }
}

const mostWaiting = 2

interface Session {
  readonly reader: TextReader
  readonly seen: SeenScreens
  readonly known: KnownLine[]
  readonly shownBy: Map<number, readonly ShownLine[]>
  readonly pixels: { shown: number; read: number }
  lastPlane: GrayPlane | null
}

/** The lines of a new screen; of its picture only what no earlier screen showed is read. */
async function readScreen(session: Session, screen: Screen, picture: Picture, isWatched: boolean): Promise<ShownLine[]> {
  const plane = await takeGray(picture)
  session.lastPlane = plane
  const earlier = session.seen.nearest(plane)
  const plan = earlier ? await planReading(earlier, plane) : { kept: [], lost: [], within: null }
  const whole = picture.widthPx * picture.heightPx
  session.pixels.shown += whole
  session.pixels.read += plan.within ? areaOf(plan.within) : whole
  // The reader may move the pixels to another thread; whoever watches wants them afterwards.
  const given = isWatched ? { ...picture, rgb: picture.rgb.slice() } : picture
  const read = plan.within?.length === 0 ? [] : await session.reader.read(given, plan.within ?? undefined)
  const shown = joinLines(read, plan, session.known, screen.frameMs)
  session.seen.keep({ index: screen.index, plane, shown })
  return shown
}

function showAgain({ seen, shownBy }: Session, { index, sameAs }: Screen): readonly ShownLine[] {
  const shown = sameAs === null ? undefined : shownBy.get(sameAs)
  if (sameAs === null || shown === undefined) throw new Error(`screen ${index} has no picture and returns to none that was shown`)
  seen.showAgain(sameAs)
  return shown
}

function note({ line, box }: ShownLine, screen: Screen): void {
  line.untilMs = Math.max(line.untilMs, screen.untilMs)
  line.shownIn.add(screen.sameAs ?? screen.index)
  line.lastBox = box
}

function areaOf(boxes: readonly Box[]): number {
  return boxes.reduce((sum, [, , width, height]) => sum + width * height, 0)
}

function asTextLine({ reading, box, frameMs, untilMs, shownIn }: KnownLine): TextLine {
  return { ...reading, box, frameMs, untilMs, shownIn: [...shownIn].sort((a, b) => a - b) }
}
