import { Fault } from '../errors.js'
import { knownScopes, scopes } from '../http/scopes.js'
import { makeApiKey } from '../intake/make-api-key.js'
import { withStore } from './platform.js'
import { print } from './terminal.js'

interface KeyAddOptions {
  readonly platform: string
  readonly scopes?: string
  readonly name: string
}

/** `swiftproof key add`: makes an API key and shows it, once. Returns the exit code. Throws `usage` for an unknown scope or platform. */
export async function runKeyAdd({ platform, scopes: asked, name }: KeyAddOptions): Promise<number> {
  const words = asked?.split(',').map((word) => word.trim()) ?? scopes
  const known = knownScopes(words)
  const unknown = words.filter((word) => !scopes.some((scope) => scope === word))
  if (unknown.length > 0) throw new Fault('usage', `${unknown.join(', ')}: known scopes are ${scopes.join(', ')}`)
  await withStore(async (store) => {
    const side = await store.inAll(({ platforms }) => platforms.get(platform))
    if (!side) throw new Fault('usage', `there is no platform ${platform}`)
    const { secret, hash } = makeApiKey(side.mode)
    const row = await store.inAll(({ apiKeys }) => apiKeys.add({ platformId: side.id, name, hash, scopes: [...known], expiresAt: null }))
    print(`${row?.id}  ${secret}`)
  })
  return 0
}

/** `swiftproof key revoke`: ends an API key from now on. Returns the exit code: 1 when there is no such key. */
export async function runKeyRevoke(id: string): Promise<number> {
  const row = await withStore((store) => store.inAll(({ apiKeys }) => apiKeys.revoke(id, new Date().toISOString())))
  print(row ? `${row.id} is revoked` : `there is no key ${id}`)
  return row ? 0 : 1
}
