import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Starts a process that takes one job of this engine and never ends it; resolves when the job runs. */
export async function startHangingProcess(engine: 'redis' | 'postgres' | 'embedded', where: string): Promise<{ kill(): Promise<void> }> {
  const file = fileURLToPath(new URL('./hanging-process.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', file, engine, where], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('begun')) resolve()
    })
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`ended with ${code} before the job ran`)))
  })
  return {
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}
