import { constants } from 'node:fs'
import { type FileHandle, open, realpath } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { Fault } from '../errors.js'
import type { EvidenceFile } from '../ports.js'

/**
 * An evidence file of a case folder, with its head: a recording of hundreds of megabytes is never held whole. Links are
 * followed only as long as they stay inside the folder.
 * Throws `file-not-found` for what is missing, outside or no regular file, `file-too-large` before reading over `maxBytes`.
 */
export async function addEvidence(caseFolder: string, file: string, maxBytes: number): Promise<EvidenceFile> {
  const path = await resolveInside(caseFolder, file)
  const first = await withFile(path, file, async (handle) => {
    const { size, dev, ino } = await measure(handle, file, maxBytes)
    return { bytes: size, dev, ino, head: await readUpTo(handle, Math.min(size, headBytes)) }
  })
  const readAll = (allowedBytes: number) =>
    withFile(path, file, async (handle) => {
      const { dev, ino } = await measure(handle, file, allowedBytes)
      if (dev !== first.dev || ino !== first.ino) throw new Fault('file-not-found', `${file} was put in another's place`)
      const bytes = await readUpTo(handle, allowedBytes + 1)
      if (bytes.length > allowedBytes) throw tooLarge(file, 'more than it had', allowedBytes)
      return bytes
    })
  return { name: file, path, bytes: first.bytes, head: first.head, readAll }
}

/** Signatures, and whether a picture moves, nearly always stand within. */
const headBytes = 65_536

async function measure(handle: FileHandle, file: string, maxBytes: number) {
  const facts = await handle.stat()
  if (!facts.isFile()) throw new Fault('file-not-found', `${file} is no regular file`)
  if (facts.size > maxBytes) throw tooLarge(file, String(facts.size), maxBytes)
  return facts
}

function tooLarge(file: string, bytes: string, maxBytes: number): Fault {
  return new Fault('file-too-large', `${file} has ${bytes} bytes, allowed are ${maxBytes}`)
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
async function withFile<T>(path: string, file: string, work: (handle: FileHandle) => Promise<T>): Promise<T> {
  const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0)
  const handle = await open(path, flags).catch((cause: unknown) => {
    throw new Fault('file-not-found', `${file}: ${reasonOf(cause)}`, { cause })
  })
  try {
    return await work(handle)
  } finally {
    await handle.close()
  }
}

/** From the start to the end of the file, at most so many bytes: a file may grow after it was measured. */
async function readUpTo(handle: FileHandle, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let total = 0
  while (total < maxBytes) {
    const { bytesRead, buffer } = await handle.read(new Uint8Array(Math.min(chunkBytes, maxBytes - total)))
    if (bytesRead === 0) break
    chunks.push(buffer.subarray(0, bytesRead))
    total += bytesRead
  }
  return Buffer.concat(chunks, total)
}

const chunkBytes = 1_048_576

function reasonOf(cause: unknown): string {
  if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return 'not there'
  return cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
}
