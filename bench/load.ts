// How the service does under load: cases fill the queue, and while all cores read evidence the API is asked at a steady rate.
// usage: npm run bench:load -- [--cases 1000] [--seconds 30] [--rate 100]
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import autocannon from 'autocannon'
import pMap from 'p-map'
import { type Client, openClient } from '../src/client/client.js'
import { composeReader } from '../src/compose.js'
import { readConfig } from '../src/config.js'
import { defaultPolicy } from '../src/judge/default-policy.js'
import { freePort } from '../test/servers/run-server.js'
import { type SampleCase, sampleCase } from '../test/service/sample-case.js'

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '1000' },
    seconds: { type: 'string', default: '30' },
    rate: { type: 'string', default: '100' },
  },
})
const [cases, seconds, rate] = [Number(values.cases), Number(values.seconds), Number(values.rate)]

const folder = await mkdtemp(path.join(tmpdir(), 'swiftproof-load-'))
const sample = await sampleCase('instant-windows-key-blocked')
const alone = await readAlone()
const port = await freePort()
const service = await start()
try {
  const client = openClient({ baseUrl: `http://127.0.0.1:${port}`, apiKey: service.key })
  const ids = await fill(client)
  const filledMs = performance.now()
  const before = await memory()
  const [reads, opens] = await Promise.all([
    ask(rate * 0.8, { method: 'GET', path: `/v1/cases/${ids[0]}` }),
    ask(rate * 0.2, { method: 'POST', path: '/v1/cases', body: claimBody() }),
  ])
  const left = await waiting()
  const askedMs = performance.now()
  await untilRead()
  const perSecond = (1000 * left) / (performance.now() - askedMs)
  await untilJudged(client)
  console.log(`reads   p95 ${reads.p95} ms, worst ${reads.worst} ms, ${reads.count} asked, ${reads.failed} failed (promised: 100 ms)`)
  console.log(`opening p95 ${opens.p95} ms, worst ${opens.worst} ms, ${opens.count} asked, ${opens.failed} failed (promised: 250 ms)`)
  console.log(
    `${cases} cases drained in ${((performance.now() - filledMs) / 1000).toFixed(0)} s; ${cases - left} were read by the end of the asking`,
  )
  console.log(
    `pictures a second: ${perSecond.toFixed(2)} in the service, ${alone.toFixed(2)} by the same processes alone (${((100 * perSecond) / alone).toFixed(0)}%)`,
  )
  console.log(`memory of the service: ${before} MB with the queue full, ${await memory()} MB when it was empty`)
} finally {
  service.child.kill('SIGKILL')
  await rm(folder, { recursive: true, force: true })
}

/** Pictures a second when nothing but reading is done. */
async function readAlone(): Promise<number> {
  const reader = composeReader(readConfig(), true, () => undefined)
  const at = path.join(sample.folder, 'evidence/1-order.png')
  const read = () =>
    reader.read({ path: at, name: 'a', recording: defaultPolicy.recording, timeoutMs: 60_000 }, new AbortController().signal)
  await Promise.all(Array.from({ length: reader.concurrency * 2 }, read))
  const startedMs = performance.now()
  await Promise.all(Array.from({ length: 30 }, read))
  const perSecond = 30_000 / (performance.now() - startedMs)
  await reader.close()
  return perSecond
}

async function start() {
  const program = new URL('../dist/src/main.js', import.meta.url).pathname
  const env = { ...process.env, DATA_DIR: folder, REQUESTS_PER_MINUTE: '1000000', LOG_LEVEL: 'warn' }
  const child = spawn(process.execPath, [program, 'serve', '--port', String(port)], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  for await (const chunk of child.stdout) {
    said += chunk
    if (said.includes('ready on')) break
  }
  return { child, key: /sp_live_[\w-]+/.exec(said)?.[0] ?? '' }
}

/** A case with one picture each; gives their ids. */
function fill(client: Client): Promise<string[]> {
  return pMap(
    Array.from({ length: cases }, (_, place) => `LOAD${place}`),
    async (number) => {
      const { order, claim, files } = renumbered(sample, number)
      await client.putOrder(order)
      const { id } = await client.openCase({ claim, reference: null })
      await client.addEvidence(id, files.slice(0, 1))
      return id
    },
    { concurrency: 8 },
  )
}

function renumbered({ order, claim, files }: SampleCase, number: string) {
  return { files, order: { ...order, order: { ...order.order, number } }, claim: { ...claim, orderNumber: number } }
}

/** No order is named: each opens a case of its own. */
function claimBody(): string {
  return JSON.stringify({ claim: { ...sample.claim, orderNumber: null } })
}

async function ask(perSecond: number, request: { readonly method: string; readonly path: string; readonly body?: string }) {
  const headers = { authorization: `Bearer ${service.key}`, 'content-type': 'application/json' }
  const times: number[] = []
  let failed = 0
  const run = autocannon({
    url: `http://127.0.0.1:${port}`,
    connections: 10,
    overallRate: perSecond,
    duration: seconds,
    requests: [{ ...request, headers }],
  })
  run.on('response', (_client, status, _bytes, ms) => {
    times.push(ms)
    if (status >= 400) failed++
  })
  const { errors } = await run
  times.sort((one, other) => one - other)
  const at = (share: number) => Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN)
  return { count: times.length, failed: failed + errors, p95: at(0.95), worst: at(1) }
}

async function metric(name: RegExp): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  return Number(name.exec(text)?.[1] ?? Number.NaN)
}

async function memory(): Promise<number> {
  return Math.round((await metric(/^process_resident_memory_bytes ([\d.e+]+)$/m)) / 1_000_000)
}

/** Pieces that are still to be read. */
async function waiting(): Promise<number> {
  const state = (name: string) => metric(new RegExp(`queue_jobs\\{name="read-evidence",state="${name}"\\} (\\d+)`))
  return (await state('waiting')) + (await state('active'))
}

async function untilRead(): Promise<void> {
  while ((await waiting()) > 0) await new Promise((resolve) => setTimeout(resolve, 250))
}

/** Those of the asking name no order and are judged too. */
async function untilJudged(client: Client): Promise<void> {
  while ((await client.listCases({ state: 'open', limit: 1 })).items.length > 0) await new Promise((resolve) => setTimeout(resolve, 500))
}
