import { panBy, type Sizes, turn, type View, wholePicture, zoomAt } from './view.js'

/** What a key does to the view: zooms, moves or turns it; null for a key that does nothing here. */
export function changeByKey(key: string, sizes: Sizes): ((view: View) => View) | null {
  const [middleX, middleY] = [sizes.stageWidth / 2, sizes.stageHeight / 2]
  const step = 60
  const changes: Readonly<Record<string, (view: View) => View>> = {
    '+': (view) => zoomAt(view, sizes, 1.25, middleX, middleY),
    '=': (view) => zoomAt(view, sizes, 1.25, middleX, middleY),
    '-': (view) => zoomAt(view, sizes, 0.8, middleX, middleY),
    '0': (view) => ({ ...wholePicture, turns: view.turns }),
    r: turn,
    R: turn,
    ArrowLeft: (view) => panBy(view, sizes, step, 0),
    ArrowRight: (view) => panBy(view, sizes, -step, 0),
    ArrowUp: (view) => panBy(view, sizes, 0, step),
    ArrowDown: (view) => panBy(view, sizes, 0, -step),
  }
  return changes[key] ?? null
}
