// One contender in a process of its own, so that its memory is its own: reads one recording's path a line on stdin and
// answers one JSON line each: { reading, ms } or { fault, ms }. Started by start-contender.
import { createInterface } from 'node:readline'
import { composeReading } from '../../src/compose.js'
import { readConfig } from '../../src/config.js'
import { toFault } from '../../src/errors.js'
import type { ClipReading, ContenderName } from './clip-reading.js'
import { frameFilters, readFrames } from './read-frames.js'
import { readOurs } from './read-ours.js'

const name = process.argv[2] as ContenderName
const tools = await composeReading(readConfig())
const read = (file: string): Promise<ClipReading> =>
  name === 'ours' ? readOurs(file, tools) : readFrames(file, frameFilters[name], tools.reader)
say({ ready: tools.reader.name })
for await (const file of createInterface({ input: process.stdin })) {
  const startedMs = performance.now()
  const outcome = await read(file).then(
    (reading) => ({ reading, fault: null }),
    (thrown: unknown) => ({ reading: null, fault: toFault(thrown).message }),
  )
  say({ ...outcome, ms: performance.now() - startedMs })
}
await tools.close()

function say(answer: object): void {
  process.stdout.write(`${JSON.stringify(answer)}\n`)
}
