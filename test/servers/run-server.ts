import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, chown, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** PostgreSQL refuses to run as root, so as root all servers run as nobody. */
const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : null

export async function serverFolder(name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `swiftproof-${name}-`))
  await chmod(folder, 0o700)
  if (nobody) await chown(folder, nobody.uid, nobody.gid)
  return folder
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

export interface RunningServer {
  readonly child: ChildProcess
  /** What it had said when it was ready. */
  readonly said: string
  /** Resolves when it has ended. */
  kill(signal: NodeJS.Signals): Promise<void>
}

/** Starts a program and waits for a line that says it is ready. */
export async function runServer(
  program: string,
  args: readonly string[],
  ready: RegExp,
  env?: Readonly<Record<string, string>>,
): Promise<RunningServer> {
  // A program that is given its environment is ours, and needs nobody else's rights.
  const options = env ? { env } : { ...nobody, env: { ...process.env, LC_ALL: 'C' } }
  const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  let said = ''
  await new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      if (said.length < 100_000) said += chunk.toString()
      if (ready.test(said)) resolve()
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`${program} ended with ${code}: ${said}`)))
  })
  const kill = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal)
    await ended
  }
  return { child, said, kill }
}

/** Runs a program to its end. */
export async function runToEnd(program: string, args: readonly string[]): Promise<void> {
  const child = spawn(program, args, { ...nobody, stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, LC_ALL: 'C' } })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  if (code !== 0) throw new Error(`${program} ended with ${code}: ${said}`)
}

export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
}
