import path from 'node:path'
import pMap from 'p-map'
import type { Examined } from '../model/examined.js'
import type { Sentence } from '../model/field.js'
import { decodeEvidence } from '../pipeline.js'
import { enteredKeys } from '../report/describe-recording.js'
import { drawReport } from '../report/draw-report.js'
import { maskKeys } from '../report/mask-keys.js'
import { keysOf, type ReportOptions } from '../report/report-reading.js'
import type { ReportedCase, ReportedPicture } from '../report/reported-case.js'
import { shrinkPicture } from '../report/shrink-picture.js'
import { shrinkScreens } from '../report/shrink-screens.js'
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
  const keys = [
    ...(caseFile.order?.deliveredKeys ?? []),
    ...examined.flatMap(({ fields, facts }) => [...keysOf(fields), ...enteredKeys(facts)]),
  ]
  const hide = maskKeys(keys)
  return {
    id: verdict.case,
    title: titles.get(folder) ?? null,
    judged: { caseFile, examined, verdict, seconds: (judged.readMs + judged.judgeMs) / 1000 },
    pictures: (await pMap(examined, (piece) => drawPiece(piece, result, options.reveal ? null : hide), { concurrency: 1 })).flat(),
    hide: options.reveal ? (text) => text : hide,
  }
}

type Judged = Extract<FolderResult, { judged: unknown }>

/** The pictures of one piece of evidence; keys are hidden unless `hide` is null. */
async function drawPiece(
  piece: Examined,
  { folder, screens }: Judged,
  hide: ((text: string) => string) | null,
): Promise<ReportedPicture[]> {
  const { file, fields, reading } = piece
  if (reading.media === 'recording') return shrinkScreens(piece, screens.get(file) ?? [], hide)
  const hidden = hide ? fields.filter(({ type }) => type === 'card-key').map(({ box }) => box) : []
  return [{ file, screen: null, dataUri: await shrinkPicture(await decodeEvidence(folder, file), hidden) }]
}
