import path from 'node:path'
import pMap from 'p-map'
import type { Sentence } from '../model/field.js'
import { decodeEvidence, type JudgedCase } from '../pipeline.js'
import { drawReport } from '../report/draw-report.js'
import { maskKeys } from '../report/mask-keys.js'
import { keysOf, type ReportOptions } from '../report/report-reading.js'
import type { ReportedCase, ReportedPicture } from '../report/reported-case.js'
import { shrinkPicture } from '../report/shrink-picture.js'
import type { FolderResult } from './judge-folders.js'

/** The report page of judged folders; `titles` names cases for people. */
export async function drawReportPage(
  results: readonly FolderResult[],
  options: ReportOptions,
  titles: ReadonlyMap<string, Sentence> = new Map(),
): Promise<string> {
  const cases = await pMap(results, (result) => reportCase(result, options, titles), { concurrency: 2 })
  return drawReport(cases, options.language)
}

async function reportCase(result: FolderResult, options: ReportOptions, titles: ReadonlyMap<string, Sentence>): Promise<ReportedCase> {
  if ('fault' in result) {
    return { id: path.basename(result.folder), title: null, fault: { code: result.fault.code, message: result.fault.message } }
  }
  const { judged, folder } = result
  const { caseFile, examined, verdict } = judged
  const keys = [...(caseFile.order?.deliveredKeys ?? []), ...examined.flatMap(({ fields }) => keysOf(fields))]
  return {
    id: verdict.case,
    title: titles.get(folder) ?? null,
    judged: { caseFile, examined, verdict, seconds: (judged.readMs + judged.judgeMs) / 1000 },
    pictures: await drawPictures(judged, options),
    hide: options.reveal ? (text) => text : maskKeys(keys),
  }
}

async function drawPictures({ folder, examined }: JudgedCase, { reveal }: ReportOptions): Promise<ReportedPicture[]> {
  const drawn: ReportedPicture[] = []
  for (const { file, fields } of examined) {
    const hidden = reveal ? [] : fields.filter(({ type }) => type === 'card-key').map(({ box }) => box)
    drawn.push({ file, dataUri: await shrinkPicture(await decodeEvidence(folder, file), hidden) })
  }
  return drawn
}
