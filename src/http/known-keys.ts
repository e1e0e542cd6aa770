import type { ApiKeyRow } from '../ports/store/system.js'

/** Valid API keys by their hash, for a few seconds each: what asks a hundred times a second is looked up once. */
export interface KnownKeys {
  /** What a look-up lately found; null when it is to be looked up. */
  get(hash: string, nowMs: number): ApiKeyRow | null
  /** Called before a key is looked up; what it returns keeps the key, unless any was forgotten since then. */
  lookingUp(hash: string, nowMs: number): (found: ApiKeyRow) => void
  /** All of them, at once: the next request with any of them looks it up again. */
  forget(): void
}

/** So long another process that revokes a key is not heard of here, in milliseconds. */
const keyKeptMs = 3000

/** An empty memory of keys. Refusals are never kept. */
export function rememberKeys(): KnownKeys {
  const known = new Map<string, { readonly key: ApiKeyRow; readonly sinceMs: number }>()
  let forgotten = 0
  return {
    get: (hash, nowMs) => {
      const one = known.get(hash)
      // A clock that was put back must not keep it for longer.
      return one && nowMs >= one.sinceMs && nowMs - one.sinceMs < keyKeptMs ? one.key : null
    },
    lookingUp: (hash, sinceMs) => {
      const before = forgotten
      return (key) => {
        // One that was revoked while this look-up was under way would stay for seconds.
        if (forgotten === before) known.set(hash, { key, sinceMs })
      }
    },
    forget: () => {
      forgotten++
      known.clear()
    },
  }
}
