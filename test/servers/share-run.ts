import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** Gives all files of one run a folder for what they share; it goes with the run. */
export async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'swiftproof-run-'))
  // PostgreSQL runs as another user under root, and has to get to its own folder in here.
  await chmod(folder, 0o711)
  process.env.TEST_RUN_FOLDER = folder
  return () => rm(folder, { recursive: true, force: true, maxRetries: 5 })
}
