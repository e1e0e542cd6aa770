import { Fault } from '../errors.js'

/** What was looked up; what is not there, or another's, is `not-found`. */
export function found<Row>(row: Row | null | undefined, id: string): Row {
  if (row === null || row === undefined) throw new Fault('not-found', id)
  return row
}
