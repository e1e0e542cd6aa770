import { pMapIterable } from 'p-map'
import pc from 'picocolors'
import { composeReading } from '../compose-reading.js'
import { readConfig } from '../config.js'
import { type Fault, toFault } from '../errors.js'
import type { Examined } from '../model/examined.js'
import { readOne } from '../pipeline.js'
import { describeRecording } from '../report/describe-recording.js'
import { type ReportOptions, reportReading } from '../report/report-reading.js'
import { keepFrames } from './keep-frames.js'
import { complain, openProgress, paint, print } from './terminal.js'

interface ReadOptions {
  readonly json?: boolean
  readonly reveal?: boolean
  readonly frames?: string
  readonly lang: 'zh' | 'en'
}

type Result = { readonly file: string; readonly examined: Examined } | { readonly file: string; readonly fault: Fault }

/** `swiftproof read`: reads every file, in the order given; a bad one is named and the others are still read. Returns the exit code. */
export async function runRead(files: readonly string[], options: ReadOptions): Promise<number> {
  const report: ReportOptions = { reveal: options.reveal ?? false, language: options.lang }
  const keeperOf = options.frames === undefined ? null : await keepFrames(options.frames, files, report)
  const tools = await composeReading(readConfig())
  const progress = openProgress(files.length, 'reading')
  let exitCode = 0
  try {
    const readNext = async (file: string, place: number): Promise<Result> => {
      const keeper = keeperOf?.(place)
      try {
        const examined = await readOne(file, tools, { ...progress.watch(file, file), ...(keeper ? { onScreen: keeper.onScreen } : {}) })
        await keeper?.finish(examined)
        return { file, examined }
      } catch (thrown) {
        return { file, fault: toFault(thrown) }
      }
    }
    for await (const result of pMapIterable(files, readNext, { concurrency: tools.reader.concurrency })) {
      progress.clear()
      if ('fault' in result) exitCode = 1
      if (options.json) print(JSON.stringify(toLine(result, report)))
      else show(result, report)
      progress.step(result.file)
    }
  } finally {
    progress.clear()
    await tools.close()
  }
  return exitCode
}

function toLine(result: Result, options: ReportOptions) {
  if ('examined' in result) return reportReading(result.examined, options)
  const { code, title, detail } = result.fault
  return { file: result.file, error: { code, title, detail } }
}

function show(result: Result, options: ReportOptions): void {
  if ('fault' in result) {
    complain(result.fault)
    return
  }
  const { examined } = result
  if (examined.reading.media === 'recording') for (const entry of describeRecording(examined, options, paint)) print(entry)
  else showStill(examined, options)
}

function showStill(examined: Examined, options: ReportOptions): void {
  const reading = reportReading(examined, options)
  const quality = reading.quality.length ? pc.yellow(` · ${reading.quality.join(', ')}`) : ''
  print(
    `${pc.bold(reading.file)}  ${reading.width}×${reading.height} · ${reading.kind} · shows ${reading.shows}${quality} · ${Math.round(reading.timings.totalMs)} ms`,
  )
  for (const field of reading.fields) {
    const value = field.value ?? pc.yellow('unreadable')
    const meaning = 'meaning' in field && field.meaning ? pc.dim(` ${field.meaning} → ${field.pointsAt}`) : ''
    print(`  ${pc.cyan(field.type.padEnd(15))} ${value}${meaning}  ${pc.dim(`${Math.round(field.confidence * 100)}%`)}`)
  }
  for (const line of reading.lines) print(pc.dim(`    ${line.text}`))
}
