import type { Examined } from '../model/examined.js'
import type { TimestampField, TimestampRole } from '../model/field.js'
import { type PlacedTime, placeTime } from './place-time.js'

/** A printed time of a piece, placed. */
export interface PieceTime {
  readonly field: TimestampField
  readonly placed: PlacedTime
}

/** The printed times of a piece that are read surely enough to be held against others. Confidence from reading.md: below 0.9 digits may be wrong. */
export function pieceTimes(piece: Examined, timeZone: string, notAfterMs: number): readonly PieceTime[] {
  return piece.fields.flatMap((field) => {
    if (field.type !== 'timestamp' || field.value === null || field.confidence < 0.9) return []
    const placed = placeTime(field.value, timeZone, notAfterMs)
    return placed ? [{ field, placed }] : []
  })
}

/** The latest full time of one of these roles, as its earliest possible moment in ms; null when there is none. */
export function latestOf(times: readonly PieceTime[], roles: readonly TimestampRole[]): number | null {
  const moments = times.flatMap(({ field, placed }) => (placed.kind === 'instant' && roles.includes(field.role) ? [placed.fromMs] : []))
  return moments.length > 0 ? Math.max(...moments) : null
}
