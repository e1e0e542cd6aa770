import type { PickedScreen } from './picked-screen.js'

/** Who wants to follow the reading of a recording. */
export interface ReadWatch {
  /** How far the recording is read, in ms of its own time; `durationMs` is null where the container does not tell. */
  onProgress?(readMs: number, durationMs: number | null): void
  /** A distinct screen, once read; its picture may be kept, but not changed. */
  onScreen?(screen: PickedScreen): Promise<void> | void
}
