import { useSyncExternalStore } from 'react'

const keptAs = 'swiftproof-keys'
const listeners = new Set<() => void>()
let areOn = kept()

/** Whether single keys do anything: who uses speech or types with care can turn them off (WCAG 2.1.4). */
export function useKeysChoice(): readonly [boolean, (next: boolean) => void] {
  return [useSyncExternalStore(subscribe, keysAreOn), choose]
}

export function keysAreOn(): boolean {
  return areOn
}

function choose(next: boolean): void {
  areOn = next
  try {
    localStorage.setItem(keptAs, next ? 'on' : 'off')
  } catch {
    // Then it is chosen again next time.
  }
  for (const tell of listeners) tell()
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell)
  return () => listeners.delete(tell)
}

function kept(): boolean {
  try {
    return localStorage.getItem(keptAs) !== 'off'
  } catch {
    return true
  }
}
