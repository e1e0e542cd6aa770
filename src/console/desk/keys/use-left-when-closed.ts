import type { RefSelectProps } from 'antd'
import { useRef } from 'react'

/** Of a list to choose from: closed, it leaves the keys to the page, which go to whatever is typed in as long as it has the focus. */
export function useLeftWhenClosed() {
  const ref = useRef<RefSelectProps>(null)
  return { ref, onOpenChange: (isOpen: boolean) => void (isOpen || ref.current?.blur()) }
}
