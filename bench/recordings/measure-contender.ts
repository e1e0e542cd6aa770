import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import type { ContenderName, Measured } from './clip-reading.js'
import { contenderProgram } from './compile-contender.js'
import { watchMemory } from './watch-memory.js'

/** One reading of one recording in a fresh process. A contender that dies on it has that as its fault. */
export async function measureContender(name: ContenderName, file: string): Promise<Measured> {
  const child = spawn(process.execPath, [contenderProgram, name, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // As the first line of src/main.ts sets it for the program.
    env: { ...process.env, MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '8388608', MALLOC_TRIM_THRESHOLD_: '134217728' },
  })
  const memory = watchMemory(child.pid)
  const [answer, [exitCode, signal]] = await Promise.all([text(child.stdout), once(child, 'exit')])
  const peakMb = (memory.stop() * 1024) / 1e6
  if (answer === '') return { reading: null, fault: `ended with ${signal ?? exitCode}`, ms: 0, startMs: 0, reader: '', peakMb }
  return { ...JSON.parse(answer), peakMb }
}
