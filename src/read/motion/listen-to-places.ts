import type { Box, TextLine } from '../../model/reading.js'
import type { Still, TextReader } from '../../ports.js'
import { cutPicture } from '../cut-picture.js'
import type { MotionWatch, WantedPlace } from '../watch-motion.js'

/** Has the places read that a motion watch wants, and tells it what stands there. */
export interface Listening {
  /** Takes every still in order. Waits for answers that are due. Throws the reader's faults. */
  see(still: Still): Promise<void>
  /** Waits for all answers still under way. */
  end(): Promise<void>
}

/**
 * An answer is told so long after its question, in time of the recording, whenever it came: what is asked next hangs on it, and
 * the same recording must be read the same way twice. By then most are there, and the decoder need not wait.
 */
const toldAfterMs = 4000

/** Begins with nothing asked. The reader reads several places at a time; the watch hears of them in order. */
export function listenToPlaces(motion: MotionWatch, reader: TextReader): Listening {
  const asked: { readonly place: WantedPlace; readonly ms: number; readonly lines: Promise<readonly TextLine[]> }[] = []
  let isFirst = true
  const tellUntil = async (ms: number) => {
    for (let next = asked[0]; next && next.ms <= ms; next = asked[0]) {
      asked.shift()
      motion.heard(next.place, next.ms, await next.lines)
    }
  }
  return {
    async see(still) {
      // Where the clock stands is the first question, on which the others hang.
      await tellUntil(isFirst ? still.ms : still.ms - toldAfterMs)
      isFirst &&= asked.length === 0
      for (const place of motion.wanted(still)) {
        const lines = readPlace(place.box, still, reader)
        // It is awaited in its turn; a fault until then must not end the process.
        lines.catch(() => {})
        asked.push({ place, ms: still.ms, lines })
      }
    },
    end: () => tellUntil(Number.POSITIVE_INFINITY),
  }
}

/** A piece that is cut out is looked at closely; from this size on it is cheaper to look at its part of the whole picture. */
const largestCutPixels = 90_000

/** The lines in a box of a still; their boxes are counted from its corner. */
async function readPlace([x, y, width, height]: Box, still: Still, reader: TextReader): Promise<readonly TextLine[]> {
  if (width * height <= largestCutPixels) {
    const rows = still.strip({ top: Math.floor(y), bottom: Math.ceil(y + height) })
    return reader.read(cutPicture(rows, [x, 0, width, rows.heightPx]))
  }
  const lines = await reader.read(still.picture(), [[x, y, width, height]])
  return lines.map((line) => ({
    ...line,
    box: [line.box[0] - x, line.box[1] - y, line.box[2], line.box[3]],
    glyphs: line.glyphs.map((glyph) => ({ ...glyph, x: glyph.x - x })),
  }))
}
