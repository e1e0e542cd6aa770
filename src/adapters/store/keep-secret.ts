import { randomBytes } from 'node:crypto'
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises'
import path from 'node:path'
import { Fault } from '../../errors.js'

/** The secret that lies in this file; made there when there is none. Throws `store-unavailable` when the file cannot be read or written. */
export async function keepSecret(file: string): Promise<string> {
  try {
    return await readSecret(file)
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw unusable(file, error)
  }
  try {
    await makeSecret(file)
    return await readSecret(file)
  } catch (error) {
    throw unusable(file, error)
  }
}

async function readSecret(file: string): Promise<string> {
  return (await readFile(file, 'utf8')).trim()
}

/** On the disk before it has its name: what was sealed under it must never outlive it. Of two that make one, the first stays. */
async function makeSecret(file: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  const draft = `${file}.${process.pid}`
  const handle = await open(draft, 'w', 0o600)
  try {
    await handle.writeFile(`${randomBytes(32).toString('base64url')}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
  try {
    await link(draft, file)
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
  } finally {
    await unlink(draft)
  }
}

function unusable(file: string, cause: unknown): Fault {
  return new Fault('store-unavailable', `the secret in ${file}: ${codeOf(cause)}`, { cause })
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}
