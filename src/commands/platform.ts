import { composeStore } from '../compose.js'
import { readConfig } from '../config.js'
import { scopes } from '../http/scopes.js'
import { type OpenedPlatform, openPlatform } from '../intake/open-platform.js'
import type { Store } from '../ports/store.js'
import { print } from './terminal.js'

/** `swiftproof platform add`: returns the exit code. The embedded store can be opened by one process only: stop the service before. */
export async function runPlatformAdd(name: string): Promise<number> {
  await withStore(async (store) => printPlatform(await openPlatform(store, name, scopes)))
  return 0
}

/** `swiftproof platform list`: one line each. Returns the exit code. */
export async function runPlatformList(): Promise<number> {
  const rows = await withStore((store) => store.inAll(({ platforms }) => platforms.list()))
  for (const { id, mode, name } of rows) print(`${id}  ${mode}  ${name}`)
  return 0
}

/** Shows a new platform with its keys, this once. */
export function printPlatform({ live, test, liveKey, testKey }: OpenedPlatform): void {
  print(`platform ${live.name}; its API keys are shown only now:`)
  print(`  live  ${live.id}  ${liveKey}`)
  print(`  test  ${test.id}  ${testKey}`)
}

/** Opens the store for a command and closes it. */
export async function withStore<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const { store } = await composeStore(readConfig())
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}
