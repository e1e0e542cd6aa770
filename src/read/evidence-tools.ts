import type { RecordingDecoder, TextReader } from '../ports.js'

/** What reading needs of the outside. */
export interface EvidenceTools {
  readonly reader: TextReader
  readonly decoder: RecordingDecoder
}
