// npm run bench:recordings [-- FOLDER] [--integrity | --memory] [--only a,b] [--clips PATTERN] [--limit N] [--repeat N]
//                          [--misses] [--json FILE] [--strict]
// Reads the generated recordings with ours and two baselines in the same run, with the same text reader, interleaved clip
// by clip, each reading in a process of its own: (a) text is looked for on every frame at 2 fps, (b) on every hit of
// ffmpeg's scene filter. Prints what was found and what it cost, against the ground truth and the targets.
//   --integrity  ours over the tampered set: which tampering is signalled, as what and when, and false alarms
//   --memory     ours' peak memory on recordings of 10, 30 and 120 s
//   --misses     names what ours did not find; --strict: exit code 1 when a target is missed
// FOLDER holds recordings with their `<name>.truth.json`; by default the set is drawn into bench/out once.
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { checkTargets, isMet, type Target } from './recordings/check-targets.js'
import { contenderNames } from './recordings/clip-reading.js'
import { compileContender } from './recordings/compile-contender.js'
import { drawSet } from './recordings/draw-set.js'
import { listClips } from './recordings/list-clips.js'
import { printContest, tellClip } from './recordings/print-contest.js'
import { integrityTargets, printIntegrity, tellIntegrity } from './recordings/print-integrity.js'
import { memoryTargets, printMemory } from './recordings/print-memory.js'
import { printTargets } from './recordings/print-targets.js'
import { runContest } from './recordings/run-contest.js'
import { runIntegrity } from './recordings/run-integrity.js'
import { runMemory } from './recordings/run-memory.js'
import { scoreIntegrity } from './recordings/score-integrity.js'

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    integrity: { type: 'boolean', default: false },
    memory: { type: 'boolean', default: false },
    only: { type: 'string', default: contenderNames.join(',') },
    clips: { type: 'string', default: '' },
    limit: { type: 'string', default: '100000' },
    repeat: { type: 'string', default: '1' },
    misses: { type: 'boolean', default: false },
    json: { type: 'string' },
    strict: { type: 'boolean', default: false },
  },
})

compileContender()
const folder = positionals[0] ?? drawSet(options.integrity ? 'tampered' : 'bench')
const clips = listClips(folder, { pattern: options.clips, limit: Number(options.limit) })
const targets = options.integrity ? await contestIntegrity() : options.memory ? await contestMemory() : await contestReading()
printTargets(targets)
if (options.strict && !targets.every(isMet)) process.exitCode = 1

async function contestReading(): Promise<readonly Target[]> {
  const names = contenderNames.filter((name) => options.only.split(',').includes(name))
  if (names.length === 0) throw new Error(`--only names none of ${contenderNames.join(', ')}`)
  const results = await runContest(clips, names, Number(options.repeat), (result) => console.log(tellClip(result, options.misses)))
  printContest(results)
  const reached = checkTargets(results)
  keep({ results, targets: reached })
  return reached
}

async function contestIntegrity(): Promise<readonly Target[]> {
  const cases = await runIntegrity(clips, (one) => console.log(tellIntegrity(one)))
  const rows = scoreIntegrity(cases)
  printIntegrity(rows)
  const reached = integrityTargets(rows)
  keep({ cases, rows, targets: reached })
  return reached
}

async function contestMemory(): Promise<readonly Target[]> {
  const rows = await runMemory(clips)
  printMemory(rows)
  const reached = memoryTargets(rows)
  keep({ rows, targets: reached })
  return reached
}

function keep(measured: object): void {
  if (options.json === undefined) return
  mkdirSync(path.dirname(path.resolve(options.json)), { recursive: true })
  writeFileSync(options.json, `${JSON.stringify(measured, null, 1)}\n`)
}
