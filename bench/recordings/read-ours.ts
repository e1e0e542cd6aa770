import type { Examined } from '../../src/model/examined.js'
import type { Screen, TextLine } from '../../src/model/reading.js'
import { type ReadTools, readOne } from '../../src/pipeline.js'
import type { ClipReading } from './clip-reading.js'
import { foundFields } from './found-fields.js'

/** A recording as `swiftproof read` reads it. Throws the named fault of whatever is wrong with it. */
export async function readOurs(file: string, tools: ReadTools): Promise<ClipReading> {
  const examined: Examined = await readOne(file, tools)
  const { screens, lines } = examined.reading
  return {
    kept: screens.map((screen) => ({
      frameMs: screen.frameMs,
      untilMs: screen.untilMs,
      lines: lines.filter((line) => isShownOn(line, screen)).map(({ text }) => text),
    })),
    fields: foundFields(examined.fields),
    facts: examined.facts.map(({ code, atMs, untilMs, because }) => ({ code, atMs, untilMs, because: because.zh })),
  }
}

function isShownOn({ frameMs, untilMs, shownIn }: TextLine, screen: Screen): boolean {
  if (shownIn) return shownIn.includes(screen.sameAs ?? screen.index)
  return (frameMs ?? 0) < screen.untilMs && (untilMs ?? Number.POSITIVE_INFINITY) > screen.frameMs
}
