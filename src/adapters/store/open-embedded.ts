import type { Store } from '../../ports/store.js'
import { type EmbeddedDatabase, openEmbeddedDatabase } from '../embedded/database.js'
import { makeStore, type StoreOptions } from './make-store.js'

/** The embedded store, with its database for the queue. */
export interface EmbeddedStore extends Store {
  readonly database: EmbeddedDatabase
}

/**
 * Opens the store in this folder, inside this process, and brings its tables up to date.
 * Throws `data-folder-in-use`, `store-unavailable`, `secret-key-changed` or `migration-failed`.
 */
export async function openEmbeddedStore(options: StoreOptions & { readonly folder: string }): Promise<EmbeddedStore> {
  const database = await openEmbeddedDatabase(options.folder)
  const store = await makeStore(
    {
      transaction: (begin, work) => database.transaction(work, begin),
      look: (begin, work) => work(database.looking(begin)),
      alone: (work) => database.exclusive(work),
      close: () => database.close(),
    },
    options,
  )
  return { ...store, database }
}
