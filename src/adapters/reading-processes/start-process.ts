import { fork } from 'node:child_process'
import { Fault } from '../../errors.js'
import type { Reading } from '../../model/reading.js'
import type { FromReadingProcess, SentFault, ToReadingProcess } from '../../ports/reading-messages.js'

/** A process that reads one file at a time. */
export interface ReadingProcess {
  /** Whether it is gone and another has to be started. */
  readonly isGone: () => boolean
  /** Throws the file's fault, or the reason why the process ended over it. */
  read(file: ToReadingProcess): Promise<Reading>
  /** Ends it at once; what it reads fails with `fault`. */
  kill(fault: Fault): void
}

/** Starts a reading process and waits until it can read. Throws `reader-unavailable`. */
export async function startProcess(entry: URL): Promise<ReadingProcess> {
  const child = fork(entry, { serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'], execArgv: loaderFor(entry) })
  let gone: Fault | null = null
  let waiting: { resolve(reading: Reading): void; reject(fault: Fault): void } | null = null
  const settle = (said: Extract<FromReadingProcess, { is: 'read' | 'failed' }>) => {
    const asked = waiting
    waiting = null
    if (said.is === 'read') asked?.resolve(said.reading)
    else asked?.reject(faultOf(said.fault))
  }
  return new Promise((resolve, reject) => {
    const end = (fault: Fault) => {
      gone ??= fault
      reject(new Fault('reader-unavailable', gone.detail, { cause: gone }))
      waiting?.reject(gone)
      waiting = null
    }
    const read = (file: ToReadingProcess) =>
      new Promise<Reading>((done, failed) => {
        if (gone) return failed(gone)
        waiting = { resolve: done, reject: failed }
        const { path, name, recording } = file
        child.send({ path, name, recording } satisfies ToReadingProcess)
      })
    const kill = (fault: Fault) => {
      end(fault)
      child.kill('SIGKILL')
    }
    child.on('error', (error) => end(new Fault('reader-died', error.message)))
    child.on('exit', (code, signal) => end(new Fault('reader-died', `the reading process ended with ${signal ?? code}`)))
    child.on('message', (said: FromReadingProcess) => {
      if (said.is === 'ready') resolve({ isGone: () => gone !== null, read, kill })
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
