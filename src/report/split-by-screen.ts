import type { Examined, RecordingFact, StoryStep } from '../model/examined.js'
import type { Field } from '../model/field.js'
import type { Screen, TextLine } from '../model/reading.js'

/** One screen of a recording with what it adds to those before it. */
export interface TimelineScreen {
  readonly screen: Screen
  /** As people count: from 1. */
  readonly number: number
  /** The number of the screen it repeats; null for one that is seen for the first time. */
  readonly repeats: number | null
  /** First read here. */
  readonly fields: readonly Field[]
  readonly lines: readonly TextLine[]
  readonly steps: readonly StoryStep[]
  /** Noticed while it stood; what is told of the recording as a whole belongs to no screen. */
  readonly facts: readonly RecordingFact[]
}

/** The screens of a recording in order, each with what was first read, told and noticed while it stood. */
export function splitByScreen({ reading, fields, facts, story }: Examined): readonly TimelineScreen[] {
  const { screens } = reading
  const placeOf = (ms: number | null) => placeIn(screens, ms ?? 0)
  return screens.map((screen, place) => ({
    screen,
    number: screen.index + 1,
    repeats: screen.sameAs === null ? null : screen.sameAs + 1,
    fields: fields.filter(({ frameMs }) => placeOf(frameMs) === place),
    lines: reading.lines.filter(({ frameMs }) => placeOf(frameMs) === place),
    steps: story.filter(({ atMs }) => placeOf(atMs) === place),
    facts: facts.filter(({ atMs, untilMs }) => !isOfWhole(atMs, untilMs, screens) && placeOf(atMs) === place),
  }))
}

/** The place of the screen that stands at this time; between two screens the one that comes, after the last the last. */
function placeIn(screens: readonly Screen[], ms: number): number {
  const place = screens.findIndex(({ untilMs }) => ms < untilMs)
  return place < 0 ? screens.length - 1 : place
}

function isOfWhole(atMs: number, untilMs: number, screens: readonly Screen[]): boolean {
  const endMs = screens.at(-1)?.untilMs ?? 0
  return screens.length > 1 && untilMs - atMs > 0.9 * endMs
}
