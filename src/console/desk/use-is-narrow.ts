import { useMedia } from './use-media.js'

const narrow = matchMedia('(max-width: 899px)')

/** Whether the window is too narrow for two things beside each other. */
export function useIsNarrow(): boolean {
  return useMedia(narrow)
}
