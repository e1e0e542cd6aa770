import Table from 'cli-table3'
import type { FieldType } from '../../src/model/field.js'
import { type ContenderName, contenderNames } from './clip-reading.js'
import { groupClips } from './group-clips.js'
import type { ClipResult } from './score-clip.js'
import { alsoRead, medianAndP95, sumUp, timeShare } from './sum-up.js'
import { tallyOf, tellTally } from './tally.js'

const kinds = ['page', 'dialog', 'toast', 'notification', 'paste'] as const
const fieldTypes = ['order-number', 'payment-number', 'error-code', 'card-key', 'amount', 'timestamp'] as const satisfies FieldType[]
const words: Readonly<Record<ContenderName, string>> = {
  ours: 'ours',
  'every-frame': '(a) every frame at 2 fps',
  'scene-filter': '(b) scene filter',
}

/** One recording's result in a few lines; with `misses` also what ours did not find. */
export function tellClip({ name, truth, floorSeconds, scores, faults }: ClipResult, misses: boolean): string {
  const { widthPx, heightPx, durationMs, framesPerSecond, variableRate, codec, sent, screens } = truth
  const rate = variableRate ? 'variable rate' : `${framesPerSecond} fps`
  const floor = floorSeconds === null ? 'ffmpeg cannot decode it' : `bare decode ${floorSeconds.toFixed(1)} s`
  const lines = [
    `${name}: ${(durationMs / 1000).toFixed(1)} s, ${widthPx}×${heightPx}, ${rate}, ${codec}, ${sent}, ${screens.length} screens, ${floor}`,
  ]
  for (const contender of contenderNames) {
    const fault = faults[contender]
    const score = scores[contender]
    if (fault) lines.push(`  ${words[contender]}: not read: ${fault.split('\n')[0]}`)
    if (!score) continue
    const found = tallyOf(score.screens.map(({ foundByTimeAndText }) => foundByTimeAndText))
    const byTime = tallyOf(score.screens.map(({ foundByTime }) => foundByTime))
    const fields = tallyOf(score.fields.map((field) => field.found))
    lines.push(
      `  ${words[contender].padEnd(24)} screens ${found.hits}/${found.of} (by time ${byTime.hits}), kept ${score.kept}, ` +
        `fields ${fields.hits}/${fields.of}, ${score.seconds.toFixed(1)} s, ${Math.round(score.peakMb)} MB`,
    )
  }
  return [...lines, ...(misses ? missesOf(scores.ours) : [])].join('\n')
}

/** The tables of a whole run: screens and cost by group, then screens by kind and fields by type. */
export function printContest(results: readonly ClipResult[]): void {
  const ran = contenderNames.filter((name) => results.some(({ scores }) => scores[name]))
  const screens = newTable([
    'clips',
    '',
    'screens: time and text',
    'by time alone',
    'kept a screen',
    'from: median / p95 ms',
    'until',
    'fields',
    'typed',
  ])
  const costs = newTable([
    'clips',
    '',
    's',
    's a clip-second',
    'bare decode s',
    'ours takes',
    'peak MB',
    'of what it reads, ours: fields',
    'texts',
  ])
  for (const [group, clips] of groupClips(results)) {
    for (const name of ran) {
      const sum = sumUp(clips, name)
      if (sum.clips === 0) continue
      const label = [`${group} (${sum.clips})`, words[name]]
      const kept = sum.keptPerScreen.toFixed(2)
      const errors = [medianAndP95(sum.fromErrorsMs), medianAndP95(sum.untilErrorsMs)]
      screens.push([
        ...label,
        tellTally(sum.byTimeAndText),
        tellTally(sum.byTime),
        kept,
        ...errors,
        tellTally(sum.fields),
        tellTally(sum.typed),
      ])
      const isBaseline = name !== 'ours'
      const also = alsoRead(clips, name)
      const share = timeShare(clips, name)
      const taken = isBaseline && !Number.isNaN(share) ? `${(100 * share).toFixed(0)}% of it` : ''
      const perSecond = (sum.seconds / sum.clipSeconds).toFixed(3)
      const memory = String(Math.round(sum.peakMb))
      const read = isBaseline ? [tellTally(also.fields), tellTally(also.texts)] : ['', '']
      costs.push([...label, sum.seconds.toFixed(1), perSecond, sum.floorSeconds.toFixed(1), taken, memory, ...read])
    }
  }
  const readers = new Set(results.flatMap(({ scores }) => ran.flatMap((name) => scores[name]?.reader ?? [])))
  console.log(`\n${results.length} recordings, text read by ${[...readers].join(' and ')}\n${screens}\n\n${costs}`)
  printByKind(results, ran)
}

function printByKind(results: readonly ClipResult[], ran: readonly ContenderName[]): void {
  const byKind = newTable(['screens by time and text', ...kinds])
  const byType = newTable(['fields', ...fieldTypes, 'beginnings of typed', 'wrong at ≥ 0.95'])
  for (const name of ran) {
    const sum = sumUp(results, name)
    byKind.push([words[name], ...kinds.map((kind) => tellTally(sum.byKind.get(kind)))])
    const wrong = [String(sum.prefixes), String(sum.confidentWrong)]
    byType.push([words[name], ...fieldTypes.map((type) => tellTally(sum.fieldsByType.get(type))), ...wrong])
  }
  console.log(`\n${byKind}\n\n${byType}`)
}

function missesOf(ours: ClipResult['scores']['ours']): string[] {
  if (!ours) return []
  const screens = ours.screens
    .filter(({ foundByTimeAndText }) => !foundByTimeAndText)
    .map(({ screen, foundByTime }) => {
      const at = `${screen.what} ${screen.name} at ${Math.round(screen.fromMs)}-${Math.round(screen.untilMs)} ms`
      return `    ${foundByTime ? 'text not read' : 'missed'}: ${at} ${JSON.stringify(screen.texts)}`
    })
  return [
    ...screens,
    ...ours.fields.filter(({ found }) => !found).map(({ type, value }) => `    field not read: ${type} ${value}`),
    ...ours.texts.filter(({ found }) => !found).map(({ text }) => `    text read nowhere: ${text}`),
    ...ours.typed.filter(({ found }) => !found).map(({ value }) => `    typed value not read: ${value}`),
    ...ours.prefixes.map((value) => `    beginning of a typed value: ${value}`),
    ...ours.confidentWrong.map((field) => `    wrong with confidence: ${field}`),
  ]
}

function newTable(head: string[]): Table.Table {
  return new Table({ style: { head: [], border: [], compact: true }, head })
}
