import { type View, wholePicture } from './view.js'

/** A view that stages share: they draw anew when it changes, and nothing else has to. */
export interface SharedView {
  get(): View
  set(change: (view: View) => View): void
  subscribe(tell: () => void): () => void
}

/** A view of the whole picture. */
export function openView(): SharedView {
  let view = wholePicture
  const listeners = new Set<() => void>()
  return {
    get: () => view,
    set: (change) => {
      view = change(view)
      for (const tell of listeners) tell()
    },
    subscribe: (tell) => {
      listeners.add(tell)
      return () => listeners.delete(tell)
    },
  }
}
