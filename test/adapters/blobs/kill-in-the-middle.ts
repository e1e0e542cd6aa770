import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Runs `endless-put.ts` until some of its content is written, and kills it. */
export async function killInTheMiddle(...args: readonly string[]): Promise<void> {
  const file = fileURLToPath(new URL('./endless-put.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', file, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  await new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => resolve())
    child.once('exit', (code) => reject(new Error(`ended with ${code} before it wrote`)))
  })
  child.kill('SIGKILL')
  await ended
}
