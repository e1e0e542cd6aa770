import { type ChildProcess, spawn } from 'node:child_process'
import { freePort } from '../servers/run-server.js'

/** A `swiftproof serve` in a process of its own. */
export interface RunningService {
  readonly baseUrl: string
  /** What its first start printed; empty for a role without the API. */
  readonly keys: { readonly live: string; readonly test: string }
  readonly child: ChildProcess
  /** Resolves with its exit code, null when a signal ended it. */
  end(signal: NodeJS.Signals): Promise<number | null>
}

export interface ServiceStart {
  readonly role?: 'all' | 'api' | 'worker'
  readonly env: Readonly<Record<string, string>>
  /** The same again after a restart. */
  readonly port?: number
}

const main = new URL('../../src/main.ts', import.meta.url).pathname

/** Runs the command line from the source. */
export function spawnCommand(args: readonly string[], env: Readonly<Record<string, string>>): ChildProcess {
  const own = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', TMPDIR: process.env.TMPDIR ?? '', NO_COLOR: '1' }
  return spawn(process.execPath, ['--import', import.meta.resolve('tsx'), main, ...args], {
    env: { ...own, READ_PROCESSES: '1', LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** Starts the service and waits until it says that it is ready; a worker says it in its log. */
export async function startService({ role = 'all', env, port }: ServiceStart): Promise<RunningService> {
  const at = port ?? (await freePort())
  const child = spawnCommand(['serve', '--role', role, '--port', String(at)], { LOG_LEVEL: 'info', ...env })
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)))
  const said = await untilSaid(child, /ready on|"ready"/)
  return {
    baseUrl: `http://127.0.0.1:${at}`,
    keys: { live: /sp_live_[\w-]+/.exec(said)?.[0] ?? '', test: /sp_test_[\w-]+/.exec(said)?.[0] ?? '' },
    child,
    end: (signal) => {
      child.kill(signal)
      return ended
    },
  }
}

/** Everything a command printed, when it ended well. */
export async function outputOf(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<string> {
  const child = spawnCommand(args, env)
  let said = ''
  let complaints = ''
  child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (complaints += chunk.toString()))
  const code = await new Promise((resolve) => child.once('close', resolve))
  if (code !== 0) throw new Error(`swiftproof ${args.join(' ')} ended with ${code}: ${complaints}`)
  return said
}

/** Everything it has printed once that fits; fails when it ends before. */
export function untilSaid(child: ChildProcess, ready: RegExp): Promise<string> {
  let said = ''
  return new Promise((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      if (said.length < 100_000) said += chunk.toString()
      if (ready.test(said)) resolve(said)
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('exit', (code) => reject(new Error(`the service ended with ${code}: ${said}`)))
  })
}
