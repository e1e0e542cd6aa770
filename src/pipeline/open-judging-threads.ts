import { Worker } from 'node:worker_threads'
import { Fault } from '../errors.js'
import type { CandidatePolicies, ComparedCase } from '../model/replay.js'

/** Facts of some cases, as the store gives them. */
export interface PageToJudge {
  readonly id: number
  readonly documents: readonly Uint8Array[]
  readonly candidate: CandidatePolicies
}

export type JudgedPage =
  | { readonly id: number; readonly compared: readonly ComparedCase[] }
  | { readonly id: number; readonly because: string }

/** Judges stored facts on several cores. */
export interface JudgingThreads {
  readonly threads: number
  /** In the order given. Throws `internal` for facts that cannot be judged. */
  compare(documents: readonly Uint8Array[], candidate: CandidatePolicies): Promise<readonly ComparedCase[]>
  close(): Promise<void>
}

/** Starts so many threads; pages go to them by turns. */
export function openJudgingThreads(threads: number): JudgingThreads {
  const workers = Array.from({ length: threads }, startThread)
  const waiting = new Map<number, { resolve(compared: readonly ComparedCase[]): void; reject(fault: Fault): void }>()
  let lastId = 0
  let broken: Fault | null = null
  for (const worker of workers) {
    worker.on('message', (page: JudgedPage) => {
      const asked = waiting.get(page.id)
      waiting.delete(page.id)
      if ('compared' in page) asked?.resolve(page.compared)
      else asked?.reject(new Fault('internal', page.because))
    })
    worker.on('error', (cause) => {
      broken ??= new Fault('internal', `a thread that judges has ended: ${cause.message}`, { cause })
      for (const asked of waiting.values()) asked.reject(broken)
      waiting.clear()
    })
  }
  return {
    threads,
    compare: (documents, candidate) =>
      new Promise((resolve, reject) => {
        if (broken) return reject(broken)
        const id = ++lastId
        waiting.set(id, { resolve, reject })
        workers[id % threads]?.postMessage({ id, documents, candidate } satisfies PageToJudge)
      }),
    close: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()))
    },
  }
}

function startThread(): Worker {
  if (!import.meta.url.endsWith('.ts')) return new Worker(new URL('./replay-thread.js', import.meta.url))
  const source = new URL('./replay-thread.ts', import.meta.url).href
  // `--import tsx` does nothing inside a worker thread (tsx 4.23, Node 20); its programming interface does.
  const entry = `import { register } from '${import.meta.resolve('tsx/esm/api')}'; register(); await import('${source}')`
  return new Worker(new URL(`data:text/javascript,${encodeURIComponent(entry)}`))
}
