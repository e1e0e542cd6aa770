// One contender reading one recording in a process of its own, so that time and memory are its own; prints one JSON line:
// { reading, fault, ms, startMs, reader }. Arguments: the contender's name and the recording's path. Started by measure-contender.
import { composeReading } from '../../src/compose-reading.js'
import { readConfig } from '../../src/config.js'
import { toFault } from '../../src/errors.js'
import type { ContenderName } from './clip-reading.js'
import { frameFilters, readFrames } from './read-frames.js'
import { readOurs } from './read-ours.js'

const [name, file = ''] = process.argv.slice(2) as [ContenderName, string]
const tools = await composeReading(readConfig())
const startMs = performance.now()
const outcome = await (name === 'ours' ? readOurs(file, tools) : readFrames(file, frameFilters[name], tools.reader)).then(
  (reading) => ({ reading, fault: null }),
  (thrown: unknown) => ({ reading: null, fault: toFault(thrown).message }),
)
const ms = performance.now() - startMs
process.stdout.write(`${JSON.stringify({ ...outcome, ms, startMs, reader: tools.reader.name })}\n`)
await tools.close()
