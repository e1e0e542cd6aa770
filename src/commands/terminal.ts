import pc from 'picocolors'
import type { Fault } from '../errors.js'
import type { Outcome } from '../model/verdict.js'

/** Writes one line to stdout. */
export function print(line = ''): void {
  process.stdout.write(`${line}\n`)
}

/** Writes a fault to stderr: what was wrong and where. */
export function complain(fault: Fault): void {
  process.stderr.write(`${pc.red(fault.code)} ${fault.message}\n`)
}

/** A progress line on stderr, only on a terminal; `clear` takes it away. */
export function openProgress(total: number, what: string) {
  const shown = process.stderr.isTTY === true
  let done = 0
  const draw = () => shown && process.stderr.write(`\r\u001b[K${pc.dim(`${what} ${done}/${total}`)}`)
  draw()
  return {
    step: () => {
      done++
      draw()
    },
    clear: () => shown && process.stderr.write('\r\u001b[K'),
  }
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
