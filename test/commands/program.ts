import { spawn } from 'node:child_process'
import path from 'node:path'

const main = path.join(import.meta.dirname, '../../src/main.ts')

interface Finished {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs the program as a person would, in a process of its own. */
export function runSwiftproof(...args: readonly string[]): Promise<Finished> {
  return run(args, false)
}

/** The same, with a reader of its output that has gone away. */
export function runUnheard(...args: readonly string[]): Promise<Finished> {
  return run(args, true)
}

async function run(args: readonly string[], closeStdout: boolean): Promise<Finished> {
  const child = spawn(process.execPath, ['--import', 'tsx', main, ...args], {
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
  })
  if (closeStdout) child.stdout.destroy()
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk) => {
    stdout += chunk
  })
  child.stderr.on('data', (chunk) => {
    stderr += chunk
  })
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { code, stdout, stderr }
}
