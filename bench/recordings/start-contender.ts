import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { ContenderName, Measured } from './clip-reading.js'
import { watchMemory } from './watch-memory.js'

export interface Contender {
  /** Technology and model of its text reader. */
  readonly readerName: string
  read(file: string): Promise<Measured>
  /** Ends its process, and waits until it has ended. */
  stop(): Promise<void>
}

/** Starts a contender in a process of its own and waits until it is ready. `peakMb` of an answer is that of the process so far. */
export async function startContender(name: ContenderName): Promise<Contender> {
  const startedMs = performance.now()
  const program = fileURLToPath(new URL('./contender-process.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', program, name], {
    stdio: ['pipe', 'pipe', 'inherit'],
    // As the first line of src/main.ts sets it for the program.
    env: { ...process.env, MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '8388608' },
  })
  const memory = watchMemory(child.pid)
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const nextAnswer = async () => {
    const { value, done } = await answers.next()
    if (done) throw new Error(`${name} ended with ${child.exitCode ?? child.signalCode}`)
    return JSON.parse(value)
  }
  const { ready } = await nextAnswer()
  const startMs = performance.now() - startedMs
  return {
    readerName: ready,
    read: async (file) => {
      child.stdin.write(`${file}\n`)
      const { reading, fault, ms } = await nextAnswer()
      return { reading, fault, ms, startMs, peakMb: (memory.peakKib() * 1024) / 1e6 }
    },
    stop: async () => {
      memory.stop()
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.stdin.end()
      await ended
    },
  }
}
