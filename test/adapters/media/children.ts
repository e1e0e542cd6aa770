import { execFileSync } from 'node:child_process'

/** Programs this process has started and that have not ended, by name. */
export function childPrograms(): string[] {
  const rows = execFileSync('ps', ['-A', '-o', 'ppid=,comm='], { encoding: 'utf8' }).trim().split('\n')
  const children = rows.map((row) => row.trim().split(/\s+/)).filter(([parent]) => Number(parent) === process.pid)
  return children.map(([, name = '']) => name).filter((name) => /ffmpeg|ffprobe|prlimit/.test(name))
}
