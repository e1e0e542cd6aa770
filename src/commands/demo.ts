import { existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import Table from 'cli-table3'
import pc from 'picocolors'
import wrapAnsi from 'wrap-ansi'
import { Fault } from '../errors.js'
import type { Sentence } from '../model/field.js'
import type { Signal } from '../model/signal.js'
import type { Outcome, Verdict } from '../model/verdict.js'
import { outcomeWords } from '../report/report-words.js'
import { drawReportPage } from './draw-report-page.js'
import { type FolderResult, judgeFolders } from './judge-folders.js'
import { loadPolicy } from './load-policy.js'
import { complain, openProgress, paintOutcome, print } from './terminal.js'

interface DemoOptions {
  readonly report: string
  readonly lang: 'zh' | 'en'
  readonly all: boolean
}

/** `swiftproof demo`: reads and judges the bundled cases, a few of those with recordings unless all are asked for, prints a table and a summary, writes the report page. Returns the exit code. */
export async function runDemo({ report, lang, all }: DemoOptions): Promise<number> {
  const startedMs = performance.now()
  const bundled = await bundledCases()
  const folders = all ? bundled : sampleRecordings(bundled)
  const progress = openProgress(folders.length, 'reading cases')
  const results = await judgeFolders(folders, { policy: await loadPolicy(undefined), alone: false, keepScreens: true, progress })
  progress.clear()
  const titles = await readTitles(folders)
  print(drawTable(results, titles, lang))
  const seconds = (performance.now() - startedMs) / 1000
  print(summarise(results, seconds, lang))
  await writeFile(report, await drawReportPage(results, { reveal: false, language: lang }, titles))
  const left = bundled.length - folders.length
  if (left > 0) print(lang === 'zh' ? `另有 ${left} 个录屏案件：demo --all` : `${left} more cases with recordings: demo --all`)
  print(lang === 'zh' ? `图文报告 ${report}` : `report ${report}`)
  for (const result of results) if ('fault' in result) complain(result.fault)
  return results.some((result) => 'fault' in result) ? 1 : 0
}

/** All cases of pictures, and every fifth with a recording: a recording takes seconds, and the first look is to take less than a minute. */
function sampleRecordings(folders: readonly string[]): string[] {
  const recordings = folders.filter((folder) => path.basename(folder).startsWith('recording-'))
  return folders.filter((folder) => !recordings.includes(folder) || recordings.indexOf(folder) % 5 === 0)
}

/** The folders under fixtures/cases, beside the package's own package.json. */
async function bundledCases(): Promise<string[]> {
  let root = path.dirname(fileURLToPath(import.meta.url))
  while (!existsSync(path.join(root, 'package.json')) && root !== path.dirname(root)) root = path.dirname(root)
  const home = path.join(root, 'fixtures', 'cases')
  const entries = await readdir(home, { withFileTypes: true }).catch((cause: NodeJS.ErrnoException) => {
    throw new Fault('file-not-found', `${home}: ${cause.code ?? cause.message}`, { cause })
  })
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => path.join(home, entry.name))
    .sort()
}

async function readTitles(folders: readonly string[]): Promise<Map<string, Sentence>> {
  const titles = new Map<string, Sentence>()
  for (const folder of folders) {
    const expected: { title: Sentence } = JSON.parse(await readFile(path.join(folder, 'expected.json'), 'utf8'))
    titles.set(folder, expected.title)
  }
  return titles
}

function drawTable(results: readonly FolderResult[], titles: ReadonlyMap<string, Sentence>, lang: 'zh' | 'en'): string {
  const width = Math.min(Math.max(process.stdout.columns ?? 150, 100), 190)
  const fixed = [24, 13, 28, 7, 7]
  const reasons = width - fixed.reduce((sum, one) => sum + one, 0) - 7
  const table = new Table({
    head:
      lang === 'zh'
        ? ['案例', '结果', '规则', '把握', '最强的两条理由', '秒']
        : ['case', 'outcome', 'rule', 'conf.', 'two strongest reasons', 's'],
    colWidths: [...fixed.slice(0, 4), reasons, fixed[4] ?? 7],
    style: { head: [], border: [], compact: true },
  })
  for (const result of results) {
    const title = titles.get(result.folder)?.[lang] ?? path.basename(result.folder)
    if ('fault' in result) {
      table.push([title, pc.red(result.fault.code), '', '', wrap(result.fault.detail, reasons), ''])
      continue
    }
    const { verdict, readMs, judgeMs } = result.judged
    const reasonsText = strongest(verdict).map((signal) => `${markOf(signal)} ${signal.because[lang]}`)
    table.push([
      wrap(title, fixed[0] ?? 0),
      paintOutcome(verdict.outcome, outcomeWords[verdict.outcome][lang]),
      verdict.rule,
      verdict.confidence.toFixed(2),
      wrap(reasonsText.join('\n'), reasons),
      ((readMs + judgeMs) / 1000).toFixed(2),
    ])
  }
  return table.toString()
}

/** Text broken to lines that fit a column with its two cells of padding; Chinese breaks anywhere. */
function wrap(text: string, columnWidth: number): string {
  return wrapAnsi(text, columnWidth - 2, { hard: true })
}

/** The two signals with the most weight, first among those that lean the way the case went. */
function strongest({ signals, outcome }: Verdict): readonly Signal[] {
  const lean = outcomeLeans[outcome]
  const rank = (signal: Signal) => (signal.leans === lean ? 1000 : 0) + signal.weight
  return [...signals].sort((left, right) => rank(right) - rank(left)).slice(0, 2)
}

const outcomeLeans: Record<Outcome, Signal['leans']> = {
  'instant-refund': 'for',
  refund: 'for',
  'merchant-window': 'for',
  'more-evidence': 'neither',
  review: 'against',
  'not-eligible': 'against',
  hold: 'against',
}

function markOf({ leans }: Signal): string {
  return leans === 'for' ? pc.green('+') : leans === 'against' ? pc.red('−') : pc.dim('·')
}

function summarise(results: readonly FolderResult[], seconds: number, lang: 'zh' | 'en'): string {
  const verdicts = results.flatMap((result) => ('judged' in result ? [result.judged.verdict] : []))
  const pictures = results.reduce((sum, result) => sum + ('judged' in result ? result.judged.pieces.length : 0), 0)
  const counts = Object.entries(outcomeWords)
    .map(([outcome, words]) => ({ outcome, words, count: verdicts.filter((verdict: Verdict) => verdict.outcome === outcome).length }))
    .filter(({ count }) => count > 0)
    .map(({ words, count }) => `${words[lang]} ${count}`)
  const rate = (pictures / seconds).toFixed(1)
  return lang === 'zh'
    ? `${pc.bold(`${results.length} 个案件，${pictures} 份凭证，${seconds.toFixed(1)} 秒`)}（每秒 ${rate} 份）：${counts.join(' · ')}`
    : `${pc.bold(`${results.length} cases, ${pictures} pieces of evidence, ${seconds.toFixed(1)} s`)} (${rate} a second): ${counts.join(' · ')}`
}
