import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { TextLine } from '../src/model/reading.js'

interface ReadAnswer {
  readonly lines: readonly TextLine[]
  /** Decoding and reading together, measured inside the reader's process. */
  readonly ms: number
}

export interface ReaderProcess {
  read(file: string): Promise<ReadAnswer>
  /** Highest resident memory so far, as the process itself reports it (its children not counted). */
  peakKib(): number
  /** 99.9th percentile of the reader's event loop delay so far, in ms. */
  loopDelayMs(): number
  stop(): void
}

/** Starts one reader in a process of its own and waits until it is ready. */
export async function startReader(name: string): Promise<ReaderProcess> {
  const program = fileURLToPath(new URL('./reader-process.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', program, name], {
    stdio: ['pipe', 'pipe', 'inherit'],
    // As the first line of src/main.ts sets it for the program.
    env: { ...process.env, MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '8388608', MALLOC_TRIM_THRESHOLD_: '134217728' },
  })
  const waiting = new Map<number, (answer: ReadAnswer) => void>()
  let peakKib = 0
  let loopDelayMs = 0
  let nextId = 0
  await new Promise<void>((ready, failed) => {
    child.once('exit', (code) => failed(new Error(`${name} ended with ${code}`)))
    createInterface({ input: child.stdout }).on('line', (line) => {
      const answer = JSON.parse(line)
      if (answer.ready) ready()
      else {
        peakKib = Math.max(peakKib, answer.peakKib)
        loopDelayMs = answer.loopDelayMs
        waiting.get(answer.id)?.(answer)
      }
    })
  })
  return {
    read: (file) =>
      new Promise((resolve) => {
        const id = nextId++
        waiting.set(id, resolve)
        child.stdin.write(`${JSON.stringify({ id, file })}\n`)
      }),
    peakKib: () => peakKib,
    loopDelayMs: () => loopDelayMs,
    stop: () => child.kill(),
  }
}
