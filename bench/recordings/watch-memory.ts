import { readdirSync, readFileSync } from 'node:fs'

const everyMs = 20

export interface MemoryWatch {
  /** Ends watching; the highest there was, in KiB. */
  stop(): number
}

/**
 * Watches the memory of a process and of all it starts (ffmpeg): the largest sum, at any look, of each living process' own
 * peak (`VmHWM`, which misses no spike). Peaks of different moments are added and shared pages count twice: it errs upward.
 * Linux only: it reads /proc.
 */
export function watchMemory(pid: number | undefined): MemoryWatch {
  if (pid === undefined) throw new Error('the process was not started')
  let peakKib = 0
  const look = () => {
    const own = readStatus(pid)
    if (own === null) return
    const children = startedBy(pid)
      .map(readStatus)
      // A child that still carries its parent's name is the parent's copy, about to become another program.
      .filter((child) => child !== null && child.name !== own.name)
    peakKib = Math.max(peakKib, own.peakKib + children.reduce((sum, child) => sum + (child?.peakKib ?? 0), 0))
  }
  const timer = setInterval(look, everyMs)
  return {
    stop: () => {
      clearInterval(timer)
      return peakKib
    },
  }
}

/** All descendants of a process. */
function startedBy(pid: number): number[] {
  const children = listOf(() => readdirSync(`/proc/${pid}/task`))
    .flatMap((thread) => listOf(() => readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ')))
    .filter(Boolean)
    .map(Number)
  return children.flatMap((child) => [child, ...startedBy(child)])
}

function readStatus(pid: number): { name: string; peakKib: number } | null {
  const [status = ''] = listOf(() => [readFileSync(`/proc/${pid}/status`, 'utf8')])
  const peak = status.match(/^VmHWM:\s+(\d+) kB/m)?.[1]
  return peak === undefined ? null : { name: status.match(/^Name:\s+(.*)/)?.[1] ?? '', peakKib: Number(peak) }
}

/** What ends between two looks is simply not there any more. */
function listOf<T>(read: () => T[]): T[] {
  try {
    return read()
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ESRCH') return []
    throw thrown
  }
}
