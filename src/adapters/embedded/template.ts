import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'

/**
 * Where an empty database of the installed PGlite is kept, or will be: making one takes several seconds, unpacking one takes one.
 * Null where the program has no folder of packages above it.
 */
export async function templateFile(): Promise<string | null> {
  const entry = fileURLToPath(import.meta.resolve('@electric-sql/pglite'))
  const marker = `${path.sep}node_modules${path.sep}`
  const at = entry.lastIndexOf(marker)
  if (at < 0) return null
  const manifest = path.join(entry.slice(0, at + marker.length), '@electric-sql/pglite/package.json')
  const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { version: string }
  return path.join(entry.slice(0, at + marker.length), '.cache/swiftproof', `pglite-${version}.tar.gz`)
}

/** Keeps an empty database for the next time; where the folder cannot be written to, the next time is as slow as this. */
export async function keepTemplate(template: Uint8Array): Promise<void> {
  const file = await templateFile()
  if (!file) return
  const draft = `${file}.${process.pid}`
  await mkdir(path.dirname(file), { recursive: true })
    .then(() => writeFile(draft, template))
    .then(() => rename(draft, file))
    .catch(() => undefined)
}

/** Makes an empty database in memory and keeps it, where none is kept; `onMake` is told first. For the set-up. */
export async function makeTemplate(onMake: () => void): Promise<void> {
  const file = await templateFile()
  if (!file || existsSync(file)) return
  onMake()
  const database = await PGlite.create()
  const dump = await database.dumpDataDir('gzip')
  await database.close()
  await keepTemplate(new Uint8Array(await dump.arrayBuffer()))
}
