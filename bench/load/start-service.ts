import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { freePort, runServer } from '../../test/servers/run-server.js'

/** What the processes of the service hold, in MB. */
export interface HeldMemory {
  /** All that the service's own process holds: its heap, the database's thread, what the system keeps for it. */
  readonly serviceMb: number
  /** Of that what its JavaScript holds; V8 lets garbage lie until it needs the room. */
  readonly heapMb: number
  readonly readersMb: number
}

/** The embedded service, in a folder of its own. */
export interface RunningService {
  readonly baseUrl: string
  readonly apiKey: string
  readonly readyMs: number
  memory(): Promise<HeldMemory>
  /** Pieces that are still to be read. */
  unread(): Promise<number>
  stop(): Promise<void>
}

/** Starts the compiled service as one process, and resolves when it takes requests. */
export async function startService(): Promise<RunningService> {
  const folder = await mkdtemp(path.join(tmpdir(), 'swiftproof-load-'))
  const port = await freePort()
  const program = new URL('../../dist/src/main.js', import.meta.url).pathname
  const env = { ...process.env, DATA_DIR: folder, REQUESTS_PER_MINUTE: '1000000', LOG_LEVEL: 'warn' }
  const startedMs = performance.now()
  const server = await runServer(process.execPath, [program, 'serve', '--port', String(port)], /ready on/, env)
  const readyMs = performance.now() - startedMs
  const baseUrl = `http://127.0.0.1:${port}`
  const metrics = async () => (await fetch(`${baseUrl}/metrics`)).text()
  const figure = (text: string, name: RegExp) => Number(name.exec(text)?.[1] ?? Number.NaN)
  return {
    baseUrl,
    apiKey: /sp_live_[\w-]+/.exec(server.said)?.[0] ?? '',
    readyMs,
    memory: async () => {
      const text = await metrics()
      return {
        serviceMb: inMb(figure(text, /^process_resident_memory_bytes ([\d.e+]+)$/m)),
        heapMb: inMb(figure(text, /^nodejs_heap_size_used_bytes ([\d.e+]+)$/m)),
        readersMb: inMb(await bytesOfChildren(server.child.pid)),
      }
    },
    unread: async () => {
      const text = await metrics()
      const of = (state: string) => figure(text, new RegExp(`queue_jobs\\{name="read-evidence",state="${state}"\\} (\\d+)`))
      return of('waiting') + of('active') + of('delayed')
    },
    stop: async () => {
      await server.kill('SIGKILL')
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** As a line tells it. */
export function tellMemory({ serviceMb, heapMb, readersMb }: HeldMemory): string {
  return `memory ${serviceMb} MB (heap ${heapMb}), reading processes ${readersMb} MB`
}

function inMb(bytes: number): number {
  return Math.round(bytes / 1_000_000)
}

async function bytesOfChildren(pid: number | undefined): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'ppid=,rss='])
  const processes = stdout.split('\n').map((line) => line.trim().split(/\s+/).map(Number))
  return processes.reduce((sum, [parent, kilobytes = 0]) => sum + (parent === pid ? 1024 * kilobytes : 0), 0)
}
