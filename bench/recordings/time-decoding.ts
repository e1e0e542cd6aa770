import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** The floor: seconds that ffmpeg takes to decode a recording and throw it away; null when it cannot. */
export async function timeDecoding(file: string): Promise<number | null> {
  const startedMs = performance.now()
  const child = spawn('ffmpeg', ['-v', 'error', '-nostdin', '-i', file, '-map', '0:v:0', '-f', 'null', '-'], { stdio: 'ignore' })
  const [exitCode] = await once(child, 'exit')
  return exitCode === 0 ? (performance.now() - startedMs) / 1000 : null
}
