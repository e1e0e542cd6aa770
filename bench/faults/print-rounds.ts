import Table from 'cli-table3'
import type { Round } from './run-round.js'

/** A row for each victim: what was acknowledged, what of it was lost or came twice, and how long it took to recover at worst. */
export function printRounds(rounds: readonly Round[]): void {
  const head = ['killed', 'rounds', 'orders', 'cases', 'files', 'events', 'not acknowledged', 'lost', 'double', 'median recovery', 'worst']
  const table = new Table({ head, style: { head: [], border: [] } })
  for (const victim of new Set(rounds.map((round) => round.victim))) {
    const its = rounds.filter((round) => round.victim === victim)
    const sum = (of: (round: Round) => number) => its.reduce((total, round) => total + of(round), 0)
    const times = its.map(({ recoveryMs }) => recoveryMs ?? Number.POSITIVE_INFINITY).sort((left, right) => left - right)
    const counts = (['orders', 'cases', 'files', 'events'] as const).map((of) => sum(({ acknowledged }) => acknowledged[of]))
    const faults = [sum(({ lost }) => lost.length), sum(({ double }) => double.length)]
    const found = [victim, its.length, ...counts, sum(({ unacknowledged }) => unacknowledged.length), ...faults]
    table.push([...found, seconds(times[Math.floor(times.length / 2)]), seconds(times.at(-1))])
  }
  console.log(table.toString())
}

/** A line for a round, as it ends. */
export function tellRound(at: number, { victim, acknowledged, unacknowledged, lost, double, recoveryMs }: Round): void {
  const { cases, files, events } = acknowledged
  console.log(
    `${at} ${victim}: ${cases} cases, ${files} files, ${events} events, recovered in ${seconds(recoveryMs ?? Number.POSITIVE_INFINITY)}`,
  )
  for (const words of unacknowledged) console.log(`  not acknowledged: ${words}`)
  for (const words of lost) console.log(`  LOST ${words}`)
  for (const words of double) console.log(`  DOUBLE ${words}`)
}

function seconds(ms = Number.NaN): string {
  return Number.isFinite(ms) ? `${(ms / 1000).toFixed(1)} s` : 'never'
}
