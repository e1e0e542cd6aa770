import { freePort, type RunningServer, removeFolder, runServer, runToEnd, serverFolder } from './run-server.js'

/** A PostgreSQL of its own, in a temporary folder. */
export interface TestPostgres {
  readonly url: string
  /** Kills it, at once all of it unless told another signal; `start` brings it back with what was committed. */
  kill(signal?: NodeJS.Signals): Promise<void>
  start(): Promise<void>
  stop(): Promise<void>
}

export async function startPostgres(): Promise<TestPostgres> {
  const folder = await serverFolder('postgres')
  await runToEnd('initdb', ['-D', `${folder}/data`, '-U', 'swiftproof', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'])
  const port = await freePort()
  const args = ['-D', `${folder}/data`, '-k', folder, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-F']
  let server: RunningServer | null = null
  const start = async (): Promise<void> => {
    server = await runServer('postgres', args, /ready to accept connections/)
  }
  const kill = async (signal: NodeJS.Signals = 'SIGQUIT'): Promise<void> => {
    await server?.kill(signal)
  }
  await start()
  return {
    url: `postgres://swiftproof@127.0.0.1:${port}/postgres`,
    kill,
    start,
    stop: async () => {
      await kill()
      await removeFolder(folder)
    },
  }
}
