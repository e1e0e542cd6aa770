import { useCallback, useSyncExternalStore } from 'react'
import { serviceNow } from './ask.js'

/** The service's time, told anew every so many milliseconds; the same for all that ask at one beat. */
export function useNow(everyMs: number): number {
  const subscribe = useCallback(
    (tell: () => void) => {
      const timer = setInterval(tell, everyMs)
      return () => clearInterval(timer)
    },
    [everyMs],
  )
  return useSyncExternalStore(subscribe, () => Math.floor(serviceNow() / everyMs) * everyMs)
}
