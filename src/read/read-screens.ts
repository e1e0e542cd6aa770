import type { Box, Screen, TextLine } from '../model/reading.js'
import type { Picture, TextReader } from '../ports.js'
import type { GrayPlane } from './gray-plane.js'
import type { PickedScreen } from './picked-screen.js'
import type { ReadWatch } from './read-watch.js'
import { runAhead } from './run-ahead.js'
import { type Comparison, compareViews } from './screens/compare-views.js'
import { joinLines } from './screens/join-lines.js'
import type { KnownLine, ShownLine } from './screens/known-line.js'
import { isAllNew, planReading, wholeReading } from './screens/plan-reading.js'
import { SeenScreens } from './screens/seen-screens.js'
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
 * Reads a recording's screens, each only where it differs from the most similar of the last ones: a line whose pixels were read
 * before keeps its text. Screens come while others are read; a page that is new is read beside the one before it. Lines and
 * screens are told in order. Throws the first fault of reader or source.
 */
export async function readScreens(screens: AsyncIterable<PickedScreen>, reader: TextReader, watch: ReadWatch = {}): Promise<ScreensRead> {
  const session: Session = {
    reader,
    seen: new SeenScreens(),
    known: [],
    shownBy: new Map(),
    pixels: { shown: 0, read: 0 },
    lastPlane: null,
    isWatched: watch.onScreen !== undefined,
  }
  const done: Screen[] = []
  const begun: BegunScreen[] = []
  const finish = async (): Promise<void> => {
    const first = begun.shift()
    if (first === undefined) return
    await first.shown
    const { picture: _, ...screen } = first.picked
    done.push(screen)
    await watch.onScreen?.(first.picked)
  }
  for await (const picked of runAhead(screens, ({ picture }) => picture?.rgb.length ?? 0, mostAheadBytes)) {
    const compared = await compareWithSeen(session, picked)
    begun.push({ picked, shown: begin(session, picked, compared, begun.at(-1)?.shown) })
    if (begun.length > mostBegun) await finish()
  }
  while (begun.length > 0) await finish()
  const { known, pixels, lastPlane } = session
  return { lines: known.filter(({ grewInto }) => grewInto === null).map(asTextLine), screens: done, pixels, lastPlane }
}

/** The decoder goes on while text is read: so many bytes of pictures may wait. */
const mostAheadBytes = 48 * 2 ** 20
/** Screens that are compared or read at a time; their pictures are 8 MB each, tall ones more. */
const mostBegun = 3

interface Session {
  readonly reader: TextReader
  readonly seen: SeenScreens
  readonly known: KnownLine[]
  readonly shownBy: Map<number, Promise<readonly ShownLine[]>>
  readonly pixels: { shown: number; read: number }
  lastPlane: GrayPlane | null
  readonly isWatched: boolean
}

interface BegunScreen {
  readonly picked: PickedScreen
  /** Fulfilled in the order of screens. */
  readonly shown: Promise<readonly ShownLine[]>
}

/** A picture beside the earlier screen that it looks most like; there is none for the first. */
interface Compared {
  readonly plane: GrayPlane
  readonly beside: { readonly views: readonly Comparison[]; readonly shown: Promise<readonly ShownLine[]> } | null
}

async function compareWithSeen(session: Session, { picture }: PickedScreen): Promise<Compared | null> {
  if (picture === null) return null
  const plane = await takeGray(picture)
  const earlier = session.seen.nearest(plane)
  return { plane, beside: earlier && { views: await compareViews(earlier.plane, plane), shown: earlier.shown } }
}

/** Sees to it that a screen is read; its lines are told after those of the screen `before`. */
function begin(session: Session, picked: PickedScreen, compared: Compared | null, before: Promise<unknown> | undefined) {
  const { picture, ...screen } = picked
  const told = picture && compared ? readScreen(session, screen, picture, compared, before) : showAgain(session, screen, before)
  const shown = told.then((lines) => {
    for (const line of lines) note(line, screen)
    return lines
  })
  // It is awaited in its turn; a fault until then must not end the process.
  shown.catch(() => {})
  session.shownBy.set(screen.index, shown)
  if (compared) {
    session.lastPlane = compared.plane
    session.seen.keep({ index: screen.index, plane: compared.plane, shown })
  }
  return shown
}

/** Of the picture of a new screen only what the earlier one does not show is read. */
async function readScreen(
  session: Session,
  screen: Screen,
  picture: Picture,
  { plane, beside }: Compared,
  before: Promise<unknown> | undefined,
): Promise<readonly ShownLine[]> {
  const { pixels, known } = session
  const whole = picture.widthPx * picture.heightPx
  // Where all is new nothing hangs on the earlier screen's lines: they need not be waited for.
  const early = beside === null || isAllNew(beside.views) ? readWithin(session, picture, null) : null
  early?.catch(() => {})
  const plan = beside ? planReading(beside.views, await beside.shown, plane) : wholeReading
  pixels.shown += whole
  pixels.read += plan.within ? areaOf(plan.within) : whole
  const read = await (early ?? readWithin(session, picture, plan.within))
  await before
  return joinLines(read, plan, known, screen.frameMs)
}

async function showAgain({ seen, shownBy }: Session, { index, sameAs }: Screen, before: Promise<unknown> | undefined) {
  const shown = sameAs === null ? undefined : shownBy.get(sameAs)
  if (sameAs === null || shown === undefined) throw new Error(`screen ${index} has no picture and returns to none that was shown`)
  seen.showAgain(sameAs)
  await before
  return shown
}

async function readWithin({ reader, isWatched }: Session, picture: Picture, within: readonly Box[] | null): Promise<readonly TextLine[]> {
  if (within?.length === 0) return []
  // The reader may move the pixels to another thread; whoever watches wants them afterwards.
  return reader.read(isWatched ? { ...picture, rgb: picture.rgb.slice() } : picture, within ?? undefined)
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
