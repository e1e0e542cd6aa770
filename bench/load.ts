// How the service does under load: cases fill the queue, and while all cores read evidence the API is asked at a steady rate;
// then the queue drains. Each phase tells how far it is, and the whole ends in known time. Exit code 1 when a figure is missed.
// usage: npm run bench:load -- [--cases 1000] [--seconds 30] [--rate 100]
import { parseArgs } from 'node:util'
import { openClient } from '../src/client/client.js'
import { askSteadily } from './load/ask-steadily.js'
import { fillQueue } from './load/fill-queue.js'
import { listPictures } from './load/list-pictures.js'
import { readAlone } from './load/read-alone.js'
import { startService, tellMemory } from './load/start-service.js'
import { watchDrain } from './load/watch-drain.js'

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '1000' },
    seconds: { type: 'string', default: '30' },
    rate: { type: 'string', default: '100' },
  },
})
const [cases, seconds, rate] = [Number(values.cases), Number(values.seconds), Number(values.rate)]
const startedMs = performance.now()
const say = (words: string) => console.log(`${((performance.now() - startedMs) / 1000).toFixed(0).padStart(4)} s  ${words}`)
const missed: string[] = []
const promise = (words: string, isKept: boolean) => {
  say(`${words}${isKept ? '' : '  MISSED'}`)
  if (!isKept) missed.push(words)
}

const pictures = await listPictures()
const alone = await readAlone(pictures, say)
say(`${alone.toFixed(2)} pictures a second by the reading processes alone`)
const service = await startService()
say(`the service is ready after ${(service.readyMs / 1000).toFixed(1)} s`)
try {
  const client = openClient({ baseUrl: service.baseUrl, apiKey: service.apiKey })
  const { ids, claim } = await fillQueue(client, pictures, cases, say)
  const before = await service.memory()
  say(`asking ${rate} times a second for ${seconds} s; ${await service.unread()} of ${cases} pictures are unread, ${tellMemory(before)}`)
  // No order is named: each opens a case of its own.
  const opening = { method: 'POST', path: '/v1/cases', body: JSON.stringify({ claim: { ...claim, orderNumber: null } }) }
  const [reads, opens] = await Promise.all([
    askSteadily(service, rate * 0.8, seconds, { method: 'GET', path: `/v1/cases/${ids[0]}` }),
    askSteadily(service, rate * 0.2, seconds, opening),
  ])
  const left = await service.unread()
  say(`${left} pictures are still unread: the cores read all the while${left > 0 ? '' : ' but not to the end, take more cases'}`)
  const told = ({ count, failed, p50, p95, worst }: typeof reads) =>
    `p50 ${p50} ms, p95 ${p95} ms, worst ${worst} ms, ${count} answered, ${failed} failed`
  promise(`reads   ${told(reads)} (promised: p95 100 ms)`, reads.p95 <= 100 && reads.failed === 0)
  promise(`opening ${told(opens)} (promised: p95 250 ms)`, opens.p95 <= 250 && opens.failed === 0)
  const drained = await watchDrain(service, client, { alone, say })
  say(
    `memory: ${before.serviceMb} MB with the queue full, at most ${drained.mostMb} MB; when it was empty: ${tellMemory(await service.memory())}`,
  )
  // A machine's speed drifts over minutes: the processes alone are measured on both sides of the drain.
  const after = await readAlone(pictures, say)
  const share = drained.perSecond / ((alone + after) / 2)
  promise(
    `${drained.perSecond.toFixed(2)} pictures a second in the service, ${(100 * share).toFixed(0)}% of the processes alone, ${alone.toFixed(2)} before and ${after.toFixed(2)} after (promised: 90%)`,
    share >= 0.9,
  )
  promise(`all judged ${drained.judgedAfterSeconds.toFixed(0)} s after the last was read`, drained.isWhole)
} finally {
  await service.stop()
}
if (missed.length > 0) process.exitCode = 1
