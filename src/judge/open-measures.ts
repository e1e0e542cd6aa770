import type { Examined, Measured, MeasuredPlace } from '../model/examined.js'
import type { Reading } from '../model/reading.js'
import type { ScreenPage } from './list-screens.js'
import { measureShown, type Shown } from './measure-shown.js'
import { measureValue, nowhere, type SearchLine, searchLinesOf, type ValuePlaces } from './measure-value.js'

/** How well one piece shows the values of its order, whatever the policy. */
export interface Measures {
  /** On the whole piece. */
  value(expected: string): ValuePlaces
  /** On this screen of a recording alone. */
  onScreen(page: ScreenPage, expected: string): ValuePlaces
  shown(shown: Shown, expected: string): MeasuredPlace | null
  /** All that was asked so far, for `Examined.measured`. */
  kept(): Measured
}

/**
 * Measures a piece, each value when it is asked for, against the `known` numbers of its case. Of a trimmed piece it tells
 * what was measured then: its lines cannot be measured any more.
 */
export function openMeasures(piece: Examined, known: readonly string[]): Measures {
  return piece.measured ? toldBy(piece.measured) : measuring(piece, known)
}

function toldBy(measured: Measured): Measures {
  const told = (screen: number | null, expected: string) =>
    measured.values.find((one) => one.screen === screen && one.expected === expected) ?? nowhere
  return {
    value: (expected) => told(null, expected),
    onScreen: ({ screen }, expected) => told(screen, expected),
    shown: ({ value, confidence, line }, expected) =>
      measured.shown.find((one) => one.line === line && one.value === value && one.confidence === confidence && one.expected === expected)
        ?.place ?? null,
    kept: () => measured,
  }
}

function measuring(piece: Examined, known: readonly string[]): Measures {
  const linesOn = new Map<number | null, readonly SearchLine[]>()
  const values = new Map<string, Measured['values'][number]>()
  const shown: Measured['shown'][number][] = []
  const linesOf = (screen: number | null, page: Reading) => {
    const lines = linesOn.get(screen) ?? searchLinesOf(page)
    linesOn.set(screen, lines)
    return lines
  }
  const measure = (screen: number | null, page: Reading, expected: string, rivals: readonly string[]) => {
    const name = `${screen} ${expected}`
    const asked = values.get(name) ?? { screen, expected, ...measureValue(linesOf(screen, page), expected, rivals) }
    values.set(name, asked)
    return asked
  }
  return {
    value: (expected) => {
      const rivals = known.filter((number) => number !== expected)
      return measure(null, piece.reading, expected, rivals)
    },
    onScreen: ({ screen, page }, expected) => measure(screen, page, expected, []),
    shown: ({ line, value, confidence, box }, expected) => {
      const place = measureShown(linesOf(null, piece.reading), { line, value, confidence, box }, expected, piece.reading)
      if (place) shown.push({ line, value, confidence, expected, place })
      return place
    },
    kept: () => ({ values: [...values.values()].filter(({ whole, wrapped }) => whole.length + wrapped.length > 0), shown }),
  }
}
