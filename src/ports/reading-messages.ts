import type { FaultCode } from '../errors.js'
import type { Reading } from '../model/reading.js'
import type { FileToRead } from './reading.js'

/** What a reading process is asked: one file at a time. */
export type ToReadingProcess = Omit<FileToRead, 'timeoutMs'>

/** A fault on its way between processes. */
export interface SentFault {
  readonly code: FaultCode
  readonly detail: string
}

/** What a reading process says. */
export type FromReadingProcess =
  | { readonly is: 'ready' }
  /** It cannot read at all, and ends. */
  | { readonly is: 'broken'; readonly fault: SentFault }
  | { readonly is: 'read'; readonly reading: Reading }
  | { readonly is: 'failed'; readonly fault: SentFault }
