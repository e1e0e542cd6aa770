import { useSyncExternalStore } from 'react'

interface Waiting {
  readonly came: Promise<boolean>
  readonly settle: (isBack: boolean) => void
}

let waiting: Waiting | null = null
const listeners = new Set<() => void>()

/** Asks whoever sits there to sign in again; true when it did. However many questions wait, it is asked once. */
export function askToComeBack(): Promise<boolean> {
  if (waiting) return waiting.came
  let settle: Waiting['settle'] = () => undefined
  const came = new Promise<boolean>((resolve) => {
    settle = (isBack) => {
      waiting = null
      tell()
      resolve(isBack)
    }
  })
  waiting = { came, settle }
  tell()
  return came
}

/** How to end the waiting while a session is over; null while one goes on. */
export function useSessionOver(): ((isBack: boolean) => void) | null {
  return useSyncExternalStore(subscribe, () => waiting?.settle ?? null)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function tell(): void {
  for (const listener of listeners) listener()
}
