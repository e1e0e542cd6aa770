import { monotonicFactory } from 'ulid'

const next = monotonicFactory()

type Prefix =
  | 'plat'
  | 'key'
  | 'ord'
  | 'case'
  | 'cmp'
  | 'ev'
  | 'ver'
  | 'pol'
  | 'evt'
  | 'whk'
  | 'del'
  | 'ref'
  | 'draft'
  | 'replay'
  | 'shadow'
  | 'proc'
  | 'turn'
  | 'gone'
  | 'not'
  | 'per'
  | 'ses'
  | 'dec'
  | 'note'

/** A new id: `case_01k…`; of one process, each sorts after the one before. */
export function newId<Kind extends Prefix>(prefix: Kind): `${Kind}_${string}` {
  return `${prefix}_${next().toLowerCase()}`
}
