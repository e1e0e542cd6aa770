import { fork } from 'node:child_process'
import { Fault } from '../../errors.js'
import type { FromProcess, SentFault } from '../../ports/reading-messages.js'

/** A process that does one thing at a time with a file. */
export interface FileProcess<Ask, Answer> {
  /** Whether it is gone and another has to be started. */
  readonly isGone: () => boolean
  /** Throws the file's fault, or the reason why the process ended over it. */
  ask(what: Ask): Promise<Answer>
  /** Ends it at once; what it does fails with `fault`. */
  kill(fault: Fault): void
}

/** Starts a process and waits until it is ready; `stop` ends it whenever that is, also before. Throws `reader-unavailable`. */
export async function startProcess<Ask extends object, Answer>(entry: URL, stop: AbortSignal): Promise<FileProcess<Ask, Answer>> {
  const child = fork(entry, { serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'], execArgv: loaderFor(entry) })
  let gone: Fault | null = null
  let waiting: { resolve(answer: Answer): void; reject(fault: Fault): void } | null = null
  const settle = (said: Extract<FromProcess<Answer>, { is: 'done' | 'failed' }>) => {
    const asked = waiting
    waiting = null
    if (said.is === 'done') asked?.resolve(said.answer)
    else asked?.reject(faultOf(said.fault))
  }
  return new Promise((resolve, reject) => {
    const end = (fault: Fault) => {
      gone ??= fault
      reject(new Fault('reader-unavailable', gone.detail, { cause: gone }))
      waiting?.reject(gone)
      waiting = null
    }
    const ask = (what: Ask) =>
      new Promise<Answer>((done, failed) => {
        if (gone) return failed(gone)
        waiting = { resolve: done, reject: failed }
        child.send(what)
      })
    const kill = (fault: Fault) => {
      end(fault)
      child.kill('SIGKILL')
    }
    child.on('error', (error) => end(new Fault('reader-died', error.message)))
    const stopped = () => kill(stop.reason)
    stop.addEventListener('abort', stopped)
    child.on('exit', (code, signal) => {
      stop.removeEventListener('abort', stopped)
      end(new Fault('reader-died', `the process ended with ${signal ?? code}`))
    })
    child.on('message', (said: FromProcess<Answer>) => {
      if (said.is === 'ready') resolve({ isGone: () => gone !== null, ask, kill })
      else if (said.is === 'broken') end(faultOf(said.fault))
      else settle(said)
    })
  })
}

function faultOf({ code, detail }: SentFault): Fault {
  return new Fault(code, detail)
}

/** The source is run where the entry is source. */
function loaderFor(entry: URL): string[] {
  return entry.pathname.endsWith('.ts') ? ['--import', import.meta.resolve('tsx')] : []
}
