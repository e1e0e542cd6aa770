import { useSyncExternalStore } from 'react'

const narrow = matchMedia('(max-width: 899px)')

/** Whether the window is too narrow for two things beside each other. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(
    (tell) => {
      narrow.addEventListener('change', tell)
      return () => narrow.removeEventListener('change', tell)
    },
    () => narrow.matches,
  )
}
