import { randomUUID } from 'node:crypto'
import { rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Fault } from '../errors.js'

/** Writes a file so that it is there whole or not at all; one of that name is replaced. Throws `output-unwritable`. */
export async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const draft = path.join(path.dirname(file), `.${randomUUID()}.part`)
  try {
    await writeFile(draft, bytes, { flag: 'wx' })
    await rename(draft, file)
  } catch (cause) {
    await rm(draft, { force: true })
    throw new Fault('output-unwritable', `${file}: ${cause instanceof Error ? cause.message : cause}`, { cause })
  }
}
