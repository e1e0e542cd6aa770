import { type Blindfold, blindfold } from '../pipeline/look-again.js'
import type { PlatformRows } from '../ports/store.js'
import type { HttpEnv } from './parts.js'

/** What is hidden from who asks, as long as it holds a second look; nothing from an API key. */
export function blindfoldOf(
  rows: Pick<PlatformRows, 'secondLooks'>,
  { caller, parts }: Pick<HttpEnv['Variables'], 'caller' | 'parts'>,
): Promise<Blindfold> {
  return blindfold(rows, caller.person && caller.keyId, parts.now().toISOString())
}
