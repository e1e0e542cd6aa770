import { useEffect, useRef } from 'react'
import { keysAreOn } from './keys-choice.js'

/** What each key does, by its name in `KeyboardEvent.key`; undefined: nothing at the moment. */
export type KeyActions = Readonly<Record<string, (() => void) | undefined>>

/** Listens to single keys of the whole page; not while somebody types, nor behind a dialog, nor where they are turned off. */
export function useKeys(actions: KeyActions): void {
  const latest = useRef(actions)
  latest.current = actions
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
      if (!keysAreOn() && event.key !== 'Escape') return
      if (isTyping(event.target) || isBehindDialog() || (isPressing(event.target) && (event.key === 'Enter' || event.key === ' '))) return
      const act = latest.current[event.key]
      if (!act) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type)
}

/** What has the focus is pressed by these keys itself. */
function isPressing(target: EventTarget | null): boolean {
  return target instanceof HTMLButtonElement || target instanceof HTMLAnchorElement
}

function isBehindDialog(): boolean {
  return [...document.querySelectorAll<HTMLElement>('.ant-modal-wrap')].some(({ style }) => style.display !== 'none')
}
