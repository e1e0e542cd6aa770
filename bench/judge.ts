// npm run bench:judge
// How long a verdict on a stored case takes: every bundled case is read once, then examined and judged many times.
// Baseline in the same run: reading the same case.
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { composeMemory, composeReading } from '../src/compose-reading.js'
import { readConfig } from '../src/config.js'
import { defaultPolicy } from '../src/judge/default-policy.js'
import { examineEvidence } from '../src/judge/examine-evidence.js'
import { judgeCase } from '../src/judge/judge-case.js'
import { judgeRead, readCase } from '../src/pipeline.js'

const rounds = 50
const home = 'fixtures/cases'
const tools = await composeReading(readConfig())
const readMs: number[] = []
const judgeMs: number[] = []
const examineMs: number[] = []
for (const slug of readdirSync(home).sort()) {
  const read = await readCase(path.join(home, slug), defaultPolicy, new Date().toISOString(), tools)
  const { caseFile } = await judgeRead(read, composeMemory())
  readMs.push(read.readMs)
  for (let round = 0; round < rounds; round++) {
    const startedMs = performance.now()
    const examined = read.examined.map(({ reading, as, uploadedAt }) => examineEvidence(reading, as, uploadedAt))
    const examinedMs = performance.now()
    judgeCase(caseFile, examined)
    const endedMs = performance.now()
    if (round < rounds / 2) continue
    examineMs.push(examinedMs - startedMs)
    judgeMs.push(endedMs - startedMs)
  }
}
await tools.close()

const at = (values: readonly number[], share: number) =>
  ([...values].sort((left, right) => left - right)[Math.floor(values.length * share)] ?? Number.NaN).toFixed(3)
console.log(`cases ${readMs.length}, warm rounds ${rounds / 2} each`)
console.log(`examine + judge a stored case: median ${at(judgeMs, 0.5)} ms, p95 ${at(judgeMs, 0.95)} ms, max ${at(judgeMs, 0.9999)} ms`)
console.log(`of which fields, phrases, kind: median ${at(examineMs, 0.5)} ms, p95 ${at(examineMs, 0.95)} ms`)
console.log(`baseline, reading the same cases' pictures: median ${at(readMs, 0.5)} ms`)
