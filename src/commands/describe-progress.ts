import wrapAnsi from 'wrap-ansi'

/** How far one recording is read; `durationMs` is null where the container does not tell. */
export interface HowFar {
  readonly name: string
  readonly readMs: number
  readonly durationMs: number | null
}

/** One line that fits the terminal: files done, and how far each recording is that is being read. */
export function describeProgress(what: string, done: number, total: number, underWay: readonly HowFar[], columns: number): string {
  const line = [`${what} ${done}/${total}`, ...underWay.map(describeOne)].join(' · ')
  return wrapAnsi(line, Math.max(columns - 1, 1), { hard: true, trim: false, wordWrap: false }).split('\n', 1)[0] ?? ''
}

function describeOne({ name, readMs, durationMs }: HowFar): string {
  // A broken container may claim to be shorter than it is.
  if (durationMs === null || readMs > durationMs) return `${name} ${minutes(readMs)}`
  return `${name} ${minutes(readMs)}/${minutes(durationMs)} ${Math.floor((100 * readMs) / Math.max(durationMs, 1))}%`
}

function minutes(ms: number): string {
  const seconds = Math.floor(ms / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
