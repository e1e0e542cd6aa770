import { execFileSync } from 'node:child_process'

/** Programs of ffmpeg this process has started and that have not ended, by process id. */
export function childPrograms(): number[] {
  const rows = execFileSync('ps', ['-A', '-o', 'ppid=,pid=,comm='], { encoding: 'utf8' }).trim().split('\n')
  const programs = rows.map((row) => row.trim().split(/\s+/))
  return programs
    .filter(([parent, , name = '']) => Number(parent) === process.pid && /ffmpeg|ffprobe|prlimit/.test(name))
    .map(([, id]) => Number(id))
}
