import { useCallback, useSyncExternalStore } from 'react'

type Choice = 'system' | 'light' | 'dark'

const keptAs = 'swiftproof-theme'
const system = () => matchMedia('(prefers-color-scheme: dark)')
const listeners = new Set<() => void>()
let choice: Choice = kept()

/** Whether the page is dark, what was chosen, and how to choose: as the system is unless somebody did. */
export function useDark(): { readonly isDark: boolean; readonly choice: Choice; readonly choose: (next: Choice) => void } {
  const isDark = useSyncExternalStore(subscribe, () => (choice === 'system' ? system().matches : choice === 'dark'))
  const chosen = useSyncExternalStore(subscribe, () => choice)
  const choose = useCallback((next: Choice) => {
    choice = next
    try {
      localStorage.setItem(keptAs, next)
    } catch {
      // Then it is chosen again next time.
    }
    for (const tell of listeners) tell()
  }, [])
  return { isDark, choice: chosen, choose }
}

function subscribe(tell: () => void): () => void {
  const media = system()
  listeners.add(tell)
  media.addEventListener('change', tell)
  return () => {
    listeners.delete(tell)
    media.removeEventListener('change', tell)
  }
}

function kept(): Choice {
  try {
    const word = localStorage.getItem(keptAs)
    return word === 'light' || word === 'dark' ? word : 'system'
  } catch {
    return 'system'
  }
}
