import { useSyncExternalStore } from 'react'
import { serviceNow } from '../../shared/ask.js'

/** A decision of one's own that can still be taken back. */
export interface Decided {
  readonly caseId: string
  readonly orderNumber: string | null
  readonly decision: 'pay' | 'refuse' | 'ask'
  readonly amountFen: number | null
  readonly effectiveAt: string
}

let decided: readonly Decided[] = []
const listeners = new Set<() => void>()

/** Remembers a decision until it is carried out, whatever page comes next. */
export function rememberDecided(one: Decided): void {
  set([...decided.filter(({ caseId }) => caseId !== one.caseId), one])
  setTimeout(() => forgetDecided(one.caseId), Math.max(0, Date.parse(one.effectiveAt) - serviceNow()))
}

export function forgetDecided(caseId: string): void {
  set(decided.filter((one) => one.caseId !== caseId))
}

/** What can still be taken back, the latest last. */
export function useDecided(): readonly Decided[] {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell)
      return () => listeners.delete(tell)
    },
    () => decided,
  )
}

function set(next: readonly Decided[]): void {
  decided = next
  for (const tell of listeners) tell()
}
