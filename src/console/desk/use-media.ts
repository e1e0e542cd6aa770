import { useSyncExternalStore } from 'react'

/** Whether the window is as a media query asks, told anew when that changes. */
export function useMedia(query: MediaQueryList): boolean {
  return useSyncExternalStore(
    (tell) => {
      query.addEventListener('change', tell)
      return () => query.removeEventListener('change', tell)
    },
    () => query.matches,
  )
}
