import type { JudgedCase } from '../../pipeline.js'
import { keysOf, reportReading } from '../../report/report-reading.js'
import { reportVerdict } from '../../report/report-verdict.js'
import type { ScreeningAnswer } from '../forms/screenings.js'
import type { Caller } from '../parts.js'
import { hiderFor } from './show-case.js'

/** A screening's verdict and readings, its files under the names they were sent with. */
export function showScreening(
  { caseFile, verdict, pieces, examined }: JudgedCase,
  files: readonly { readonly file: string; readonly name: string }[],
  caller: Caller,
  language: 'zh' | 'en',
): Omit<ScreeningAnswer, 'caseId'> {
  const options = { reveal: caller.scopes.has('keys:reveal'), language }
  const keys = [...(caseFile.order?.deliveredKeys ?? []), ...examined.flatMap(({ fields }) => keysOf(fields))]
  const hide = hiderFor(caller, keys)
  const nameOf = new Map(files.map(({ file, name }) => [file, name]))
  return {
    verdict: reportVerdict(verdict, options, keys),
    evidence: pieces.map(({ file, fault }) => {
      const one = examined.find((other) => other.file === file)
      const name = hide(nameOf.get(file) ?? file)
      return { file: name, fault, reading: one ? { ...reportReading(one, options, keys), file: name } : null }
    }),
  }
}
