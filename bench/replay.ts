// npm run bench:replay -- [--cases 100000] [--threads 2] [--readings FILE]
// How long it takes to judge so many stored cases under another policy, on PostgreSQL, with memory while it runs.
// Cases are the bundled ones with other numbers, buyers and funding. `--readings` keeps what was read for the next run.
// Baseline in the same run: the naive way, opening every sealed reading and examining it anew.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { openPostgresStore } from '../src/adapters/store/open-postgres.js'
import { openSeals } from '../src/adapters/store/seals.js'
import { composeMemory, composeReading } from '../src/compose-reading.js'
import { readConfig } from '../src/config.js'
import { openPlatform } from '../src/intake/open-platform.js'
import { defaultPolicy, readPolicy } from '../src/judge/default-policy.js'
import { examineEvidence } from '../src/judge/examine-evidence.js'
import { judgeCase } from '../src/judge/judge-case.js'
import type { CaseFile } from '../src/model/case.js'
import type { Policy } from '../src/model/policy.js'
import type { Reading } from '../src/model/reading.js'
import { openJudgingThreads } from '../src/pipeline/open-judging-threads.js'
import { replayCases } from '../src/pipeline/replay-cases.js'
import { emptyTally, tallyCases } from '../src/pipeline/tally-cases.js'
import { judgeRead, readCase } from '../src/pipeline.js'
import { startPostgres } from '../test/servers/start-postgres.js'
import { fillStore, makeVariants } from './replay/fill-store.js'

const { values } = parseArgs({
  options: { cases: { type: 'string', default: '100000' }, threads: { type: 'string', default: '2' }, readings: { type: 'string' } },
})
const count = Number(values.cases)
const secretKey = 'a secret of thirty-two characters'
const cases = await readCases(values.readings)
const server = await startPostgres()
const url = await server.newDatabase('replay')
const store = await openPostgresStore({ url, secretKey })
const { live } = await openPlatform(store, 'shop', [])
const superuser = new pg.Client(server.asSuperuser('replay'))
await superuser.connect()
try {
  const filledMs = performance.now()
  await fillStore(superuser, { platformId: live.id, secretKey, count }, makeVariants(cases))
  console.log(`${count} cases of ${cases.length} bundled ones made in ${seconds(performance.now() - filledMs)}`)
  await replay('its own policy', defaultPolicy)
  const strict = readPolicy({ version: 'strict@1', instant: { capFen: 10_000 }, trust: { high: { minCreditScore: 750 } } })
  if (strict.ok) await replay('a stricter policy', strict.policy)
  naive(cases)
} finally {
  await superuser.end()
  await store.close()
  await server.stop()
}

async function replay(name: string, platform: Policy): Promise<void> {
  const judging = openJudgingThreads(Number(values.threads))
  const cpu = process.cpuUsage()
  const startedMs = performance.now()
  let tally = emptyTally
  let mostMb = 0
  const ask = { platformId: live.id, candidate: { platform, merchants: {} }, since: null, after: null }
  for await (const { compared } of replayCases({ store, judging }, ask)) {
    tally = tallyCases(tally, compared)
    mostMb = Math.max(mostMb, process.memoryUsage.rss() / 2 ** 20)
  }
  const ms = performance.now() - startedMs
  const { user, system } = process.cpuUsage(cpu)
  await judging.close()
  const rate = Math.round((tally.cases / ms) * 1000)
  const cpuMs = (user + system) / 1000 / tally.cases
  console.log(
    `${name}: ${tally.cases} cases in ${seconds(ms)}, ${rate} cases/s, ${cpuMs.toFixed(2)} ms of CPU a case, ${tally.flips} flips, at most ${Math.round(mostMb)} MiB`,
  )
}

function naive(files: readonly CaseFile[]): void {
  const vault = openSeals([secretKey])
  const sealed = files.map((caseFile) => ({
    caseFile,
    readings: caseFile.evidence.map(({ file, reading }) => vault.seal(file, reading)),
  }))
  const cpu = process.cpuUsage()
  const startedMs = performance.now()
  for (const { caseFile, readings } of sealed) {
    const evidence = caseFile.evidence.map((piece, i) => ({
      ...piece,
      reading: vault.unseal<Reading | null>(piece.file, readings[i] ?? new Uint8Array()),
    }))
    const examined = evidence.flatMap(({ reading, as, uploadedAt }) => (reading ? [examineEvidence(reading, as, uploadedAt)] : []))
    judgeCase({ ...caseFile, evidence }, examined)
  }
  const ms = performance.now() - startedMs
  const { user, system } = process.cpuUsage(cpu)
  const rate = Math.round((sealed.length / ms) * 1000)
  console.log(
    `naive, one thread, without the database: ${rate} cases/s, ${((user + system) / 1000 / sealed.length).toFixed(2)} ms of CPU a case`,
  )
}

async function readCases(file: string | undefined): Promise<readonly CaseFile[]> {
  if (file && existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'))
  const tools = await composeReading(readConfig())
  const found: CaseFile[] = []
  for (const slug of readdirSync('fixtures/cases').sort()) {
    const read = await readCase(path.join('fixtures/cases', slug), defaultPolicy, new Date().toISOString(), tools)
    found.push((await judgeRead(read, composeMemory())).caseFile)
  }
  await tools.close()
  if (file) writeFileSync(file, JSON.stringify(found))
  return found
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}
