import type { Examined } from '../../model/examined.js'
import type { Field, Sentence } from '../../model/field.js'
import type { Box, TextLine } from '../../model/reading.js'

/** A piece of evidence as a sheet shows it; `file` is the name by which signals know it. */
export interface SheetPiece {
  readonly evidenceId: string
  readonly file: string
  /** Null: it waits, cannot be read, or is deleted. */
  readonly examined: Examined | null
}

/** How a sheet speaks: in one language, with card keys hidden from whom they are not for. */
export interface Speech {
  say(sentence: Sentence): string
  hide(text: string): string
}

/** Where something stands: in pixels of the upright original, in a recording on the screen of `frameMs`. */
export interface SheetPlace {
  readonly evidenceId: string
  readonly frameMs: number | null
  readonly box: Box | null
}

/** What was read there; `text` is empty where nothing is known to have been read. */
export interface SeenPlace extends SheetPlace {
  readonly text: string
  readonly confidence: number
}

/** The place that a signal names, with its screen and its words; null when its file is no piece of the case any more. */
export function placeSeen(
  pieces: readonly SheetPiece[],
  { file, box }: { readonly file: string; readonly box: Box | null },
): SeenPlace | null {
  const piece = pieces.find((one) => one.file === file)
  if (!piece) return null
  const { evidenceId, examined } = piece
  const found = box && examined && (examined.fields.find(isAt(box)) ?? examined.reading.lines.find(isAt(box)))
  return found ? seenAt(evidenceId, found) : { evidenceId, frameMs: null, box, text: '', confidence: 1 }
}

/** The place of a field or line. */
export function seenAt(evidenceId: string, { frameMs, box, text, confidence }: Field | TextLine): SeenPlace {
  return { evidenceId, frameMs, box, text, confidence }
}

/** Each place once, in the order given. */
export function placesOnce(places: readonly SeenPlace[]): readonly SeenPlace[] {
  const nameOf = ({ evidenceId, box }: SeenPlace) => JSON.stringify([evidenceId, box])
  const first = new Map(places.toReversed().map((place) => [nameOf(place), place]))
  return places.filter((place) => first.get(nameOf(place)) === place)
}

function isAt([x, y, width, height]: Box) {
  return ({ box }: { readonly box: Box }) => box[0] === x && box[1] === y && box[2] === width && box[3] === height
}
