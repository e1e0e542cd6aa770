import type { Examined } from '../model/examined.js'
import type { TimestampField, TimestampRole } from '../model/field.js'
import { type PlacedTime, placeTime } from './place-time.js'

/** A printed time of a piece, placed. */
export interface PieceTime {
  readonly field: TimestampField
  readonly placed: PlacedTime
}

/** The printed times of a piece that are read surely enough to be held against others. */
export function pieceTimes(piece: Examined, timeZone: string, notAfterMs: number): readonly PieceTime[] {
  return piece.fields.flatMap((field) => {
    if (field.type !== 'timestamp' || field.value === null || field.confidence < heldAgainstFrom) return []
    const placed = placeTime(field.value, timeZone, notAfterMs)
    return placed ? [{ field, placed }] : []
  })
}

/**
 * From here on a printed time is held against others. Times are read right at 0.8 to 0.9 where colons and spaces are faint; a
 * misread one costs a person's look, a wrong one let pass would cost a payment.
 */
export const heldAgainstFrom = 0.6

/** The latest full time of one of these roles, as its earliest possible moment in ms; null when there is none. */
export function latestOf(times: readonly PieceTime[], roles: readonly TimestampRole[]): number | null {
  const moments = times.flatMap(({ field, placed }) => (placed.kind === 'instant' && roles.includes(field.role) ? [placed.fromMs] : []))
  return moments.length > 0 ? Math.max(...moments) : null
}
