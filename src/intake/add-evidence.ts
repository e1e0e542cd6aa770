import { constants } from 'node:fs'
import { type FileHandle, open, realpath } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { Fault } from '../errors.js'

/**
 * The bytes of an evidence file of a case folder; links are followed only as long as they stay inside the folder.
 * Throws `file-not-found` for what is missing, outside or no regular file, `file-too-large` before reading over `maxBytes`.
 */
export async function addEvidence(caseFolder: string, file: string, maxBytes: number): Promise<Uint8Array> {
  const path = await resolveInside(caseFolder, file)
  const handle = await openFile(path, file)
  try {
    const facts = await handle.stat()
    if (!facts.isFile()) throw new Fault('file-not-found', `${file} is no regular file`)
    if (facts.size > maxBytes) throw new Fault('file-too-large', `${file} has ${facts.size} bytes, allowed are ${maxBytes}`)
    return await readUpTo(handle, file, maxBytes)
  } finally {
    await handle.close()
  }
}

async function resolveInside(caseFolder: string, file: string): Promise<string> {
  const folder = await realpathOf(caseFolder, file)
  const path = await realpathOf(join(folder, file), file)
  const root = folder.endsWith(sep) ? folder : folder + sep
  if (!path.startsWith(root)) throw new Fault('file-not-found', `${file} leads out of the case folder`)
  return path
}

async function realpathOf(path: string, file: string): Promise<string> {
  try {
    return await realpath(path)
  } catch (cause) {
    throw new Fault('file-not-found', `${file}: ${reasonOf(cause)}`, { cause })
  }
}

/** Without waiting: opening a pipe nobody writes to would hang for ever. A link put there meanwhile is not followed. */
async function openFile(path: string, file: string): Promise<FileHandle> {
  try {
    return await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0))
  } catch (cause) {
    throw new Fault('file-not-found', `${file}: ${reasonOf(cause)}`, { cause })
  }
}

/** Reads on to the end or one byte over the limit: a file may grow after it was measured. */
async function readUpTo(handle: FileHandle, file: string, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let total = 0
  for (;;) {
    const { bytesRead, buffer } = await handle.read(new Uint8Array(Math.min(chunkBytes, maxBytes + 1 - total)))
    if (bytesRead === 0) return Buffer.concat(chunks, total)
    chunks.push(buffer.subarray(0, bytesRead))
    total += bytesRead
    if (total > maxBytes) throw new Fault('file-too-large', `${file} has more than ${maxBytes} bytes`)
  }
}

const chunkBytes = 1_048_576

function reasonOf(cause: unknown): string {
  if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return 'not there'
  return cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
}
