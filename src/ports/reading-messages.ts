import type { FaultCode } from '../errors.js'
import type { PictureToDraw } from './pictures.js'
import type { FileToRead } from './reading.js'

/** What a reading process is asked: one file at a time. */
export type ToReadingProcess = Omit<FileToRead, 'timeoutMs'>

/** What a drawing process is asked. */
export interface ToDrawingProcess extends Omit<PictureToDraw, 'contentKey'> {
  readonly path: string
  /** Where the screens of this recording are kept, and looked for first. */
  readonly folder: string
}

/** A fault on its way between processes. */
export interface SentFault {
  readonly code: FaultCode
  readonly detail: string
}

/** What a process says that does one thing at a time. */
export type FromProcess<Answer> =
  | { readonly is: 'ready' }
  /** It cannot do anything, and ends. */
  | { readonly is: 'broken'; readonly fault: SentFault }
  | { readonly is: 'done'; readonly answer: Answer }
  | { readonly is: 'failed'; readonly fault: SentFault }
