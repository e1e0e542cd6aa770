import Table from 'cli-table3'
import { isMet, type Target } from './check-targets.js'

/** What was promised, what was measured, and whether that is met. */
export function printTargets(targets: readonly Target[]): void {
  const table = new Table({ style: { head: [], border: [], compact: true }, head: ['', 'target', 'wanted', 'measured'] })
  for (const target of targets) {
    const verdict = Number.isNaN(target.measured) ? 'not measured' : isMet(target) ? 'met' : 'MISSED'
    const measured = Number.isNaN(target.measured) ? '–' : rounded(target.measured)
    table.push([verdict, target.what, `${target.bound} ${rounded(target.wanted)}`, measured])
  }
  console.log(`\n${table}`)
}

function rounded(value: number): string {
  return String(Math.round(value * 1000) / 1000)
}
