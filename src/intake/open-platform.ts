import type { PlatformRow } from '../ports/store/system.js'
import type { Store } from '../ports/store.js'
import { makeApiKey } from './make-api-key.js'

/** A platform that can begin: its rows, and one key for each side, shown this once. */
export interface OpenedPlatform {
  readonly live: PlatformRow
  readonly test: PlatformRow
  readonly liveKey: string
  readonly testKey: string
}

/** Opens a platform with its test side and a first key for each, which may do all that `scopes` name. */
export async function openPlatform(store: Store, name: string, scopes: readonly string[]): Promise<OpenedPlatform> {
  const liveKey = makeApiKey('live')
  const testKey = makeApiKey('test')
  return store.inAll(async ({ platforms, apiKeys }) => {
    const { live, test } = await platforms.add(name)
    await apiKeys.add({ platformId: live.id, name: 'first', hash: liveKey.hash, scopes, expiresAt: null })
    await apiKeys.add({ platformId: test.id, name: 'first', hash: testKey.hash, scopes, expiresAt: null })
    return { live, test, liveKey: liveKey.secret, testKey: testKey.secret }
  })
}
