import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { openEmbeddedDatabase } from '../../src/adapters/embedded/database.js'
import { migrate } from '../../src/adapters/store/migrate.js'

/** Fills `target` with what `make` leaves in a folder, which is made once a run; where no run shares a folder, for this target alone. */
export async function copyPrepared(name: string, target: string, make: (folder: string) => Promise<void>): Promise<void> {
  await mkdir(target, { recursive: true, mode: 0o700 })
  const shared = process.env.TEST_RUN_FOLDER
  if (!shared) return make(target)
  const prepared = path.join(shared, name)
  if (!existsSync(prepared)) {
    const draft = await mkdtemp(`${prepared}-`)
    await make(draft)
    // Of two that make one, the first stays.
    await rename(draft, prepared).catch((error: unknown) => {
      if (!existsSync(prepared)) throw error
    })
  }
  // Keeps whose the files are.
  await promisify(execFile)('cp', ['-a', `${prepared}/.`, target])
}

/** An embedded database in this folder with all tables of today, and nothing in them. */
export function copyEmbeddedDatabase(folder: string): Promise<void> {
  return copyPrepared('embedded', folder, async (at) => {
    const database = await openEmbeddedDatabase(at)
    await database.exclusive((session) => migrate(session, new Date().toISOString()))
    await database.close()
  })
}
