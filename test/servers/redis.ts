import { freePort, type RunningServer, removeFolder, runServer, serverFolder } from './run-server.js'

/** A Redis of its own that keeps what it acknowledged (append-only file), in a temporary folder. */
export interface TestRedis {
  readonly url: string
  kill(): Promise<void>
  start(): Promise<void>
  /** While it is killed: `start` brings it back empty. */
  forget(): Promise<void>
  stop(): Promise<void>
}

export async function startRedis(settings: readonly string[] = ['--appendonly', 'yes', '--appendfsync', 'always']): Promise<TestRedis> {
  const folder = await serverFolder('redis')
  const port = await freePort()
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', ...settings]
  let server: RunningServer | null = null
  const start = async (): Promise<void> => {
    server = await runServer('redis-server', args, /[Rr]eady to accept connections/)
  }
  const kill = async (): Promise<void> => {
    await server?.kill('SIGKILL')
  }
  await start()
  return {
    url: `redis://127.0.0.1:${port}`,
    kill,
    start,
    forget: () => removeFolder(`${folder}/appendonlydir`),
    stop: async () => {
      await kill()
      await removeFolder(folder)
    },
  }
}
