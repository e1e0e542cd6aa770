import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { freePort, runServer } from '../../test/servers/run-server.js'

/** The embedded service, in a folder of its own. */
export interface RunningService {
  readonly baseUrl: string
  readonly apiKey: string
  readonly readyMs: number
  memoryMb(): Promise<number>
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
    memoryMb: async () => Math.round(figure(await metrics(), /^process_resident_memory_bytes ([\d.e+]+)$/m) / 1_000_000),
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
