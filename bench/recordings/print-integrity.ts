import Table from 'cli-table3'
import type { Target } from './check-targets.js'
import { alarmsOf, type IntegrityCase, type IntegrityRow } from './score-integrity.js'
import { medianAndP95 } from './sum-up.js'
import { shareOf, tellTally } from './tally.js'

/** What was told of one recording, in one line and one more for each alarm. */
export function tellIntegrity({ name, truth, facts, fault }: IntegrityCase): string {
  const known = truth.tampered ? `${truth.tampered.how} at ${truth.tampered.atMs.map(Math.round).join(', ')} ms` : 'honest'
  if (facts === null) return `${name}: ${known}, ${truth.sent}; not read: ${fault}`
  const told = alarmsOf(facts).map(
    ({ code, atMs, untilMs, because }) => `  ${code} ${Math.round(atMs)}-${Math.round(untilMs)} ms: ${because}`,
  )
  return [`${name}: ${known}, ${truth.sent}${told.length ? '' : '; nothing told'}`, ...told].join('\n')
}

/** The table by kind of tampering, honest recordings among them. */
export function printIntegrity(rows: readonly IntegrityRow[]): void {
  const head = ['kind', 'sent', 'signalled at all', 'signalled as what it is', 'told time off by: median / p95 ms']
  const table = new Table({ style: { head: [], border: [], compact: true }, head })
  for (const { kind, sent, signalled, asItself, timeErrorsMs } of rows)
    table.push([kind, sent, tellTally(signalled), tellTally(asItself), medianAndP95(timeErrorsMs)])
  console.log(`\n${table}`)
}

/** Nine of ten of each kind of tampering signalled, at most two false alarms in a hundred honest recordings, however sent. */
export function integrityTargets(rows: readonly IntegrityRow[]): readonly Target[] {
  return rows
    .filter(({ kind, sent }) => kind === 'honest' || sent === 'all')
    .map(({ kind, sent, signalled }) =>
      kind === 'honest'
        ? { what: `false alarms on honest recordings (${sent})`, bound: 'at most', wanted: 0.02, measured: shareOf(signalled) }
        : { what: `${kind} signalled`, bound: 'at least', wanted: 0.9, measured: shareOf(signalled) },
    )
}
