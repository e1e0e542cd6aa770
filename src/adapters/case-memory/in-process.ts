import type { CaseMemory, CaseTrace } from '../../ports.js'
import { compareTraces } from './compare-traces.js'

/** A memory that lasts as long as the process: one run of the command line. */
export function openInProcessMemory(): CaseMemory {
  const traces: CaseTrace[] = []
  return {
    async lookUp(trace, sameShotBits) {
      return traces.flatMap((earlier) => compareTraces(trace, earlier, sameShotBits))
    },
    async remember(trace) {
      traces.push(trace)
    },
  }
}
