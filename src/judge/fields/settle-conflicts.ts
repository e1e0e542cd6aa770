import type { Field } from '../../model/field.js'

/** Drops fields that claim the place of another: the labelled one stays, else the one that comes first. */
export function settleConflicts(fields: readonly Field[]): readonly Field[] {
  const kept: Field[] = []
  for (const field of fields.toSorted((a, b) => rankOf(a) - rankOf(b))) {
    if (!kept.some((other) => sharePlace(field, other))) kept.push(field)
  }
  return kept
}

/** Labelled numbers, error codes, what has a form of its own, amounts, and last what only looks like a number. */
function rankOf({ type, label }: Field): number {
  switch (type) {
    case 'error-code':
      return 1
    case 'timestamp':
      return 2
    case 'amount':
      return 3
    default:
      return label === null ? 4 : 0
  }
}

/** Whether two fields are made of the same characters, by their boxes, on the screen at the same time. */
function sharePlace(a: Field, b: Field): boolean {
  if (a.frameMs !== b.frameMs && a.line !== b.line) return false
  // the box around a value of two lines also covers what is printed beside its second
  if (a.line !== b.line && !holds(a.text, b.text) && !holds(b.text, a.text)) return false
  const [ax, ay, aWidth, aHeight] = a.box
  const [bx, by, bWidth, bHeight] = b.box
  const across = Math.min(ax + aWidth, bx + bWidth) - Math.max(ax, bx)
  const down = Math.min(ay + aHeight, by + bHeight) - Math.max(ay, by)
  // Boxes of lines that follow closely overlap by up to half their height.
  const needed = a.line === b.line ? 0.5 : 0.75
  return across > 0 && down > 0 && across >= 0.3 * Math.min(aWidth, bWidth) && down >= needed * Math.min(aHeight, bHeight)
}

function holds(text: string, part: string): boolean {
  return text.replace(/\s/g, '').includes(part.replace(/\s/g, ''))
}
