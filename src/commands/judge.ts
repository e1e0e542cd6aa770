import { writeFile } from 'node:fs/promises'
import pc from 'picocolors'
import type { JudgedCase } from '../pipeline.js'
import { keysOf, type ReportOptions, reportReading } from '../report/report-reading.js'
import { reportVerdict } from '../report/report-verdict.js'
import { outcomeWords } from '../report/report-words.js'
import { drawReportPage } from './draw-report-page.js'
import { type FolderResult, judgeFolders } from './judge-folders.js'
import { loadPolicy } from './load-policy.js'
import { complain, openProgress, paintOutcome, print } from './terminal.js'

interface JudgeOptions {
  readonly json?: boolean
  readonly full?: boolean
  readonly reveal?: boolean
  readonly alone?: boolean
  readonly policy?: string
  readonly report?: string
  readonly lang: 'zh' | 'en'
}

/** `swiftproof judge`: reads and judges case folders; nothing is paid. Returns the exit code. */
export async function runJudge(folders: readonly string[], options: JudgeOptions): Promise<number> {
  const report: ReportOptions = { reveal: options.reveal ?? false, language: options.lang }
  const policy = await loadPolicy(options.policy)
  const progress = openProgress(folders.length, 'reading cases')
  const results = await judgeFolders(folders, {
    policy,
    alone: options.alone ?? false,
    keepScreens: options.report !== undefined,
    progress,
  })
  progress.clear()
  for (const result of results) {
    if (options.json) print(JSON.stringify(toLine(result, report, options.full ?? false)))
    else show(result, report)
  }
  if (options.report) await writeFile(options.report, await drawReportPage(results, report))
  return results.some((result) => 'fault' in result) ? 1 : 0
}

function toLine(result: FolderResult, options: ReportOptions, full: boolean) {
  if ('fault' in result) {
    const { code, title, detail } = result.fault
    return { case: result.folder, error: { code, title, detail } }
  }
  const { judged } = result
  const line = { ...reportVerdict(judged.verdict, options), timings: timingsOf(judged) }
  return full ? { ...line, evidence: evidenceOf(judged, options) } : line
}

function timingsOf({ readMs, judgeMs }: JudgedCase) {
  const round = (ms: number) => Math.round(ms * 100) / 100
  return { totalMs: round(readMs + judgeMs), readMs: round(readMs), judgeMs: round(judgeMs) }
}

function evidenceOf({ pieces, examined, caseFile }: JudgedCase, options: ReportOptions) {
  const known = [...(caseFile.order?.deliveredKeys ?? []), ...examined.flatMap((piece) => keysOf(piece.fields))]
  return pieces.map(({ file, as, fault }) => {
    const piece = examined.find((one) => one.file === file)
    return piece ? { as, ...reportReading(piece, options, known) } : { file, as, error: fault }
  })
}

function show(result: FolderResult, options: ReportOptions): void {
  if ('fault' in result) {
    complain(result.fault)
    return
  }
  const { judged } = result
  const verdict = reportVerdict(judged.verdict, options)
  const seconds = ((judged.readMs + judged.judgeMs) / 1000).toFixed(2)
  const outcome = paintOutcome(verdict.outcome, outcomeWords[verdict.outcome][options.language])
  print(`${pc.bold(verdict.case)}  ${outcome} · ${verdict.rule} · ${verdict.confidence} · ${seconds} s`)
  print(`  ${verdict.explanation}`)
  for (const { ask } of verdict.completeness.missing) print(pc.yellow(`  ? ${ask}`))
  for (const { leans, weight, because, seenIn } of verdict.signals) {
    const sign = leans === 'for' ? pc.green('+') : leans === 'against' ? pc.red('−') : pc.dim('·')
    print(`  ${sign} ${because} ${pc.dim([weight || '', ...seenIn].filter(String).join(' '))}`)
  }
  print()
}
