import type { CaseFile } from '../model/case.js'
import type { Examined } from '../model/examined.js'
import type { Sentence } from '../model/field.js'
import type { Verdict } from '../model/verdict.js'

/** A picture as it is embedded: shrunk, keys made unreadable unless they may be seen. */
export interface ReportedPicture {
  readonly file: string
  /** Index of the screen of a recording; null for a still. */
  readonly screen: number | null
  /** `data:` address; null when the file could not be drawn. */
  readonly dataUri: string | null
}

/** All that a case's part of the report shows. `hide` masks card keys in any text. */
export type ReportedCase =
  | {
      readonly id: string
      readonly title: Sentence | null
      readonly judged: {
        readonly caseFile: CaseFile
        readonly examined: readonly Examined[]
        readonly verdict: Verdict
        readonly seconds: number
      }
      readonly pictures: readonly ReportedPicture[]
      readonly hide: (text: string) => string
    }
  | { readonly id: string; readonly title: null; readonly fault: { readonly code: string; readonly message: string } }
