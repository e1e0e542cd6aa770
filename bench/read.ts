// npm run bench:read [-- --set DIR] [--seeds N] [--readers a,b]
// Reads the generated set with four readers in the same run, interleaved picture by picture, each in a process of its
// own; the same field extraction judges all of them. Prints a table and writes bench/out/read.json.
// Baselines: tesseract.js (our fallback), Debian's tesseract, @gutenye/ocr-node (the same models behind another pipeline).
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import Table from 'cli-table3'
import { extractFields } from '../src/judge/extract-fields.js'
import { type ReaderProcess, startReader } from './reader-client.js'
import { type Accuracy, newAccuracy, percent, scorePicture, type TruthPicture } from './score-fields.js'
import { stillReading } from './still-reading.js'

const { values: options } = parseArgs({
  options: {
    set: { type: 'string', default: 'bench/out/set' },
    seeds: { type: 'string', default: '2' },
    readers: { type: 'string', default: 'pp-ocr,tesseract.js,debian-tesseract,gutenye-ocr' },
    misses: { type: 'boolean', default: false },
  },
})

interface ReaderResult {
  readonly name: string
  readonly process: ReaderProcess
  readonly ms: number[]
  readonly phoneMs: number[]
  readonly byDegradation: Map<string, Accuracy>
  readonly total: Accuracy
}

if (!existsSync(path.join(options.set, 'truth.jsonl'))) drawSet()
const truth: TruthPicture[] = readFileSync(path.join(options.set, 'truth.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line))

const results: ReaderResult[] = []
for (const name of options.readers.split(',')) {
  const process = await startReader(name)
  results.push({ name, process, ms: [], phoneMs: [], byDegradation: new Map(), total: newAccuracy() })
}
const misses: string[] = []
for (const [index, picture] of truth.entries()) {
  const turn = results.map((_, offset) => results[(index + offset) % results.length]).filter((one) => one !== undefined)
  for (const result of turn) await readWith(result, picture)
  if (process.stderr.isTTY) process.stderr.write(`\r${index + 1}/${truth.length}`)
}
const throughput = await measureThroughput()
report()
for (const { process } of results) process.stop()

async function readWith(result: ReaderResult, picture: TruthPicture): Promise<void> {
  const { lines, ms } = await result.process.read(path.resolve(options.set, picture.file))
  result.ms.push(ms)
  if (picture.width === 1080 && picture.height === 2340) result.phoneMs.push(ms)
  const fields = extractFields(stillReading({ file: picture.file, width: picture.width, height: picture.height, lines }))
  const degraded = result.byDegradation.get(picture.degradation) ?? newAccuracy()
  result.byDegradation.set(picture.degradation, degraded)
  for (const accuracy of [result.total, degraded]) {
    const wrong = scorePicture(accuracy, picture, fields)
    if (accuracy === result.total) misses.push(...wrong.map((words) => `${result.name}\t${picture.file}\t${words}`))
  }
}

/** Pictures a second with two in flight: what a service on this machine gets through. */
async function measureThroughput(): Promise<number | null> {
  const ours = results.find(({ name }) => name === 'pp-ocr')
  const phones = truth.filter(({ width, height }) => width === 1080 && height === 2340).slice(0, 30)
  if (!ours || phones.length < 4) return null
  const queue = [...phones]
  const startedMs = performance.now()
  const lane = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) await ours.process.read(path.resolve(options.set, next.file))
  }
  await Promise.all([lane(), lane()])
  return (1000 * phones.length) / (performance.now() - startedMs)
}

function report(): void {
  const types = ['order-number', 'payment-number', 'error-code', 'timestamp', 'amount', 'card-key'] as const
  const speed = new Table({
    style: { head: [], border: [], compact: true },
    head: ['reader', 'median ms', 'p95 ms', '1080×2340 median ms', 'peak memory MiB', 'event loop p99.9 ms', 'wrong at ≥ 0.95'],
  })
  for (const { name, ms, phoneMs, process, total } of results) {
    speed.push(
      [
        name,
        at(ms, 0.5),
        at(ms, 0.95),
        at(phoneMs, 0.5),
        Math.round(process.peakKib() / 1024),
        Math.round(process.loopDelayMs()),
        total.confidentWrong,
      ].map(String),
    )
  }
  const accuracy = new Table({ style: { head: [], border: [], compact: true }, head: ['reader', 'degradation', ...types] })
  for (const { name, total, byDegradation } of results) {
    for (const [degradation, one] of [['all', total] as const, ...byDegradation]) {
      accuracy.push([name, degradation, ...types.map((type) => percent(one, type))])
    }
  }
  const words = 'legible fields found, by type'
  console.log(`${truth.length} pictures, ${results.length} readers, interleaved\n${speed}\n${words}\n${accuracy}`)
  if (throughput !== null) console.log(`pp-ocr, two pictures at once: ${throughput.toFixed(2)} pictures/s (1080×2340)`)
  if (options.misses) console.log(misses.join('\n'))
  mkdirSync('bench/out', { recursive: true })
  const json = results.map(({ name, ms, phoneMs, process, total, byDegradation }) => ({
    name,
    medianMs: at(ms, 0.5),
    p95Ms: at(ms, 0.95),
    phoneMedianMs: at(phoneMs, 0.5),
    loopDelayMs: process.loopDelayMs(),
    peakMib: Math.round(process.peakKib() / 1024),
    total,
    byDegradation: Object.fromEntries(byDegradation),
  }))
  writeFileSync(
    'bench/out/read.json',
    `${JSON.stringify({ pictures: truth.length, throughputPerSecond: throughput, readers: json }, null, 1)}\n`,
  )
}

function at(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right)
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN)
}

function drawSet(): void {
  process.stderr.write(`drawing the set into ${options.set} …\n`)
  execFileSync('npx', ['tsx', 'fixtures/generator/draw-bench.ts', options.set, options.seeds], { stdio: 'inherit' })
}
