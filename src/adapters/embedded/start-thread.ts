import { Worker } from 'node:worker_threads'
import { Fault } from '../../errors.js'
import { keepTemplate, templateFile } from './template.js'

/** What the thread says of one message to the database. */
export interface ThreadAnswer {
  readonly error: { message: string; code: string; constraint?: string; detail?: string } | null
  /** Of each statement, in their order: `INSERT 0 1`. */
  readonly tags: readonly string[]
  readonly fields: readonly { readonly name: string; readonly dataTypeID: number }[]
  readonly rows: readonly (readonly (string | null)[])[]
  /** `I` outside a transaction, `T` in one, `E` in one that failed. */
  readonly status: string
}

export type FromThread =
  | { readonly is: 'ready'; readonly template: Uint8Array | null }
  | { readonly is: 'broken'; readonly because: string }
  | { readonly is: 'answers'; readonly answers: readonly NumberedAnswer[] }
  | { readonly is: 'notification'; readonly channel: string; readonly payload: string }

/** An answer, or why there is none. */
export type NumberedAnswer =
  | { readonly id: number; readonly answer: ThreadAnswer }
  | { readonly id: number; readonly answer: null; readonly because: string }

/** Several messages that were asked in one go travel together, and so do their answers: waking a thread costs more than most statements. */
export type ToThread =
  | { readonly is: 'ask'; readonly messages: readonly { readonly id: number; readonly message: Uint8Array }[] }
  | { readonly is: 'close' }

/** What the thread is started with. */
export interface ThreadStart {
  readonly folder: string
  readonly templateFile: string | null
}

export interface DatabaseThread {
  /** Sends protocol messages that end in one answer. Throws `store-unavailable` when the thread is gone. */
  ask(message: Uint8Array): Promise<ThreadAnswer>
  close(): Promise<void>
}

/** Starts the thread that holds the database, and resolves when it answers. Throws `store-unavailable`. */
export async function startThread(folder: string, onNotification: (channel: string, payload: string) => void): Promise<DatabaseThread> {
  const start: ThreadStart = { folder, templateFile: await templateFile() }
  const worker = new Worker(...threadFile(start))
  const waiting = new Map<number, { resolve(answer: ThreadAnswer): void; reject(fault: Fault): void }>()
  let lastId = 0
  let gone: Fault | null = null
  return new Promise((resolve, reject) => {
    const fail = (because: string) => {
      gone ??= new Fault('store-unavailable', `the embedded database: ${because}`)
      reject(gone)
      for (const one of waiting.values()) one.reject(gone)
      waiting.clear()
    }
    const closed = new Promise<void>((done) => worker.once('exit', () => done()))
    worker.on('error', (error) => fail(error.message))
    worker.on('exit', () => fail('its thread has ended'))
    let together: { id: number; message: Uint8Array }[] = []
    const send = () => {
      worker.postMessage({ is: 'ask', messages: together } satisfies ToThread)
      together = []
    }
    const ask = (message: Uint8Array) =>
      new Promise<ThreadAnswer>((done, failed) => {
        if (gone) return failed(gone)
        waiting.set(++lastId, { resolve: done, reject: failed })
        if (together.push({ id: lastId, message }) === 1) process.nextTick(send)
      })
    const close = async () => {
      worker.postMessage({ is: 'close' } satisfies ToThread)
      await closed
    }
    worker.on('message', (said: FromThread) => {
      if (said.is === 'notification') return onNotification(said.channel, said.payload)
      if (said.is === 'broken') return fail(said.because)
      if (said.is === 'ready') {
        resolve({ ask, close })
        if (said.template) void keepTemplate(said.template)
        return
      }
      for (const one of said.answers) {
        const asked = waiting.get(one.id)
        waiting.delete(one.id)
        if (one.answer) asked?.resolve(one.answer)
        else asked?.reject(new Fault('store-unavailable', `the embedded database: ${one.because}`))
      }
    })
  })
}

/** Threads run the compiled file, or the source where this file is the source. */
function threadFile(workerData: ThreadStart): [URL, { workerData: ThreadStart }] {
  if (!import.meta.url.endsWith('.ts')) return [new URL('./database-thread.js', import.meta.url), { workerData }]
  const source = new URL('./database-thread.ts', import.meta.url).href
  // `--import tsx` does nothing inside a worker thread (tsx 4.23, Node 20); its programming interface does.
  const entry = `import { register } from '${import.meta.resolve('tsx/esm/api')}'; register(); await import('${source}')`
  return [new URL(`data:text/javascript,${encodeURIComponent(entry)}`), { workerData }]
}
