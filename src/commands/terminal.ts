import path from 'node:path'
import pc from 'picocolors'
import type { Fault } from '../errors.js'
import type { Outcome } from '../model/verdict.js'
import type { ReadWatch } from '../read/read-watch.js'
import type { Paint } from '../report/describe-recording.js'
import { describeProgress, type HowFar } from './describe-progress.js'

/** Writes one line to stdout. */
export function print(line = ''): void {
  process.stdout.write(`${line}\n`)
}

/** Writes a fault to stderr: what was wrong and where. */
export function complain(fault: Fault): void {
  process.stderr.write(`${pc.red(fault.code)} ${fault.message}\n`)
}

/** Where progress is shown: stderr, or what stands for it. */
export interface ProgressStream {
  readonly isTTY?: boolean
  readonly columns?: number
  write(text: string): unknown
}

export interface Progress {
  /** One more of `total` is done; what was under way for it no longer is. */
  step(owner: string): void
  /** Follows a recording that is read for `owner`. */
  watch(owner: string, name: string): Required<Pick<ReadWatch, 'onProgress'>>
  /** Takes the line away. */
  clear(): void
}

/** Redrawing more often than this cannot be followed by eye. */
const redrawEveryMs = 100

/** A progress line on stderr, only on a terminal. */
export function openProgress(total: number, what: string, stream: ProgressStream = process.stderr): Progress {
  const shown = stream.isTTY === true
  const underWay = new Map<string, HowFar & { readonly owner: string }>()
  let done = 0
  let drawnAt = Number.NEGATIVE_INFINITY
  const draw = () =>
    shown && stream.write(`\r\u001b[K${pc.dim(describeProgress(what, done, total, [...underWay.values()], stream.columns ?? 80))}`)
  draw()
  return {
    step: (owner) => {
      done++
      for (const [key, one] of underWay) if (one.owner === owner) underWay.delete(key)
      draw()
    },
    watch: (owner, name) => ({
      onProgress: (readMs, durationMs) => {
        underWay.set(`${owner}\n${name}`, { owner, name: path.basename(name), readMs, durationMs })
        if (performance.now() - drawnAt < redrawEveryMs) return
        drawnAt = performance.now()
        draw()
      },
    }),
    clear: () => void (shown && stream.write('\r\u001b[K')),
  }
}

/** The colours of a described recording. */
export const paint: Paint = {
  strong: pc.bold,
  faint: pc.dim,
  label: pc.cyan,
  event: (text) => text,
  doubt: pc.yellow,
  alarm: pc.red,
}

const outcomeColours: Record<Outcome, (text: string) => string> = {
  'instant-refund': pc.green,
  refund: pc.green,
  'merchant-window': pc.cyan,
  'more-evidence': pc.yellow,
  review: pc.magenta,
  'not-eligible': pc.dim,
  hold: pc.blue,
}

/** Text in the colour of an outcome. */
export function paintOutcome(outcome: Outcome, text: string): string {
  return outcomeColours[outcome](text)
}
