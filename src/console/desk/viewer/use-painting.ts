import { type RefObject, useEffect } from 'react'
import type { SharedView } from './open-view.js'

/** Draws once a frame at most, when the view, the size or what is drawn has changed. */
export function usePainting(stage: RefObject<HTMLElement | null>, view: SharedView, paint: () => void): void {
  useEffect(() => {
    let asked = 0
    const ask = () => {
      cancelAnimationFrame(asked)
      asked = requestAnimationFrame(paint)
    }
    ask()
    const leave = view.subscribe(ask)
    const watch = new ResizeObserver(ask)
    if (stage.current) watch.observe(stage.current)
    return () => {
      cancelAnimationFrame(asked)
      leave()
      watch.disconnect()
    }
  }, [stage, view, paint])
}
