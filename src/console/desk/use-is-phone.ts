import { useMedia } from './use-media.js'

const phone = matchMedia('(max-width: 599px)')

/** Whether the window is too narrow for a table; `desk.css` knows the same width. */
export function useIsPhone(): boolean {
  return useMedia(phone)
}
