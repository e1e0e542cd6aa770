import type { Screen } from '../model/reading.js'
import type { Picture } from '../ports.js'

/** A screen picked from a recording: told once it has ended. */
export interface PickedScreen extends Screen {
  /** As it stood last, i.e. with what was typed; one tall picture where it was scrolled. Null for a screen that returns. */
  readonly picture: Picture | null
}
