import Table from 'cli-table3'
import type { Target } from './check-targets.js'
import type { MemoryRow } from './run-memory.js'

/** Peak memory by length. */
export function printMemory(rows: readonly MemoryRow[]): void {
  const table = new Table({ style: { head: [], border: [], compact: true }, head: ['recording', 'length s', 'screens', 's', 'peak MB'] })
  for (const { clip, peakMb, seconds } of rows) {
    const { durationMs, screens } = clip.truth
    table.push([clip.name, (durationMs / 1000).toFixed(1), String(screens.length), seconds.toFixed(1), String(Math.round(peakMb))])
  }
  console.log(`\n${table}`)
}

/** At most 900 MB, and flat: the longest takes at most a quarter more than the shortest, for its longer text and more screens. */
export function memoryTargets(rows: readonly MemoryRow[]): readonly Target[] {
  const [shortest, longest] = [rows[0]?.peakMb ?? Number.NaN, rows.at(-1)?.peakMb ?? Number.NaN]
  return [
    { what: 'MB of memory at the highest', bound: 'at most', wanted: 900, measured: Math.max(...rows.map(({ peakMb }) => peakMb)) },
    {
      what: 'memory of the longest as a multiple of the shortest',
      bound: 'at most',
      wanted: 1.25,
      measured: rows.length > 1 ? longest / shortest : Number.NaN,
    },
  ]
}
