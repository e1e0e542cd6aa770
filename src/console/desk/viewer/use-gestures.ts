import { type PointerEvent, type RefObject, useEffect, useRef } from 'react'
import type { SharedView } from './open-view.js'
import { panBy, type Sizes, zoomAt } from './view.js'

interface Gestures {
  readonly stage: RefObject<HTMLElement | null>
  readonly view: SharedView
  /** Null while the stage has no size. */
  readonly sizesOf: () => Sizes | null
  /** The pointer is here on the stage, and holds nothing. */
  readonly onHover: (x: number, y: number) => void
}

/** Moves and zooms the view by wheel, mouse and fingers; gives what the stage listens with. */
export function useGestures({ stage, view, sizesOf, onHover }: Gestures) {
  useWheel(stage, view, sizesOf)
  return usePointers(view, sizesOf, onHover)
}

/** React listens to the wheel passively: the page would scroll along. */
function useWheel(stage: RefObject<HTMLElement | null>, view: SharedView, sizesOf: () => Sizes | null): void {
  useEffect(() => {
    const element = stage.current
    if (!element) return
    const onWheel = (event: WheelEvent) => {
      const sizes = sizesOf()
      if (!sizes) return
      event.preventDefault()
      const { left, top } = element.getBoundingClientRect()
      const factor = Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0015))
      view.set((now) => zoomAt(now, sizes, factor, event.clientX - left, event.clientY - top))
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [stage, view, sizesOf])
}

type Point = readonly [x: number, y: number]

/** One finger or the mouse moves the picture, two fingers zoom it; without either the place below is told. */
function usePointers(view: SharedView, sizesOf: () => Sizes | null, onHover: (x: number, y: number) => void) {
  const down = useRef(new Map<number, Point>())
  const placeOf = ({ currentTarget, clientX, clientY }: PointerEvent<HTMLElement>): Point => {
    const { left, top } = currentTarget.getBoundingClientRect()
    return [clientX - left, clientY - top]
  }
  const end = (event: PointerEvent<HTMLElement>) => void down.current.delete(event.pointerId)
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      event.currentTarget.setPointerCapture(event.pointerId)
      down.current.set(event.pointerId, placeOf(event))
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const to = placeOf(event)
      const from = down.current.get(event.pointerId)
      const sizes = sizesOf()
      if (!from || !sizes) return onHover(...to)
      const other = [...down.current].find(([id]) => id !== event.pointerId)?.[1]
      down.current.set(event.pointerId, to)
      if (!other) return view.set((now) => panBy(now, sizes, to[0] - from[0], to[1] - from[1]))
      const factor = distance(to, other) / Math.max(1, distance(from, other))
      view.set((now) => zoomAt(now, sizes, factor, (to[0] + other[0]) / 2, (to[1] + other[1]) / 2))
    },
    onPointerUp: end,
    onPointerCancel: end,
  }
}

function distance([ax, ay]: Point, [bx, by]: Point): number {
  return Math.hypot(ax - bx, ay - by)
}
