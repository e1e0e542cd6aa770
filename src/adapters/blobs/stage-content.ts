import { createHash } from 'node:crypto'
import { type FileHandle, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ulid } from 'ulid'
import { Fault } from '../../errors.js'
import type { ByteStream } from '../../ports/blobs.js'

/** Content that came in whole and lies on this machine's disk, not yet where it is to be kept. */
export interface StagedContent {
  readonly path: string
  /** Lower-case hex. */
  readonly sha256: string
  readonly bytes: number
  /** The first 64 KB, or all of it. */
  readonly head: Uint8Array
}

/**
 * Writes what comes in into a new file of the folder, hashing it on the way, until it is safe from a power cut. Whoever
 * calls moves or removes the file; when this throws there is none.
 * Throws `file-too-large` over `maxBytes` without taking more, `file-empty`, `upload-broken` when the content ends in an error.
 */
export async function stageContent(folder: string, content: ByteStream, maxBytes: number): Promise<StagedContent> {
  const path = join(folder, `${ulid().toLowerCase()}.part`)
  const handle = await open(path, 'wx', 0o600)
  try {
    const staged = await write(handle, content, maxBytes)
    await handle.sync()
    await handle.close()
    return { path, ...staged }
  } catch (fault) {
    await handle.close().catch(() => undefined)
    await rm(path, { force: true })
    throw fault
  }
}

const headBytes = 65_536

async function write(handle: FileHandle, content: ByteStream, maxBytes: number): Promise<Omit<StagedContent, 'path'>> {
  const hash = createHash('sha256')
  const head: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of namingBreaks(content)) {
    if (bytes < headBytes) head.push(chunk.slice(0, headBytes - bytes))
    bytes += chunk.length
    if (bytes > maxBytes) throw new Fault('file-too-large', `more than ${maxBytes} bytes`)
    hash.update(chunk)
    await handle.writeFile(chunk)
  }
  if (bytes === 0) throw new Fault('file-empty', 'no bytes came')
  return { sha256: hash.digest('hex'), bytes, head: Buffer.concat(head) }
}

/** A fault of ours in the stream stays what it is; any other end but a good one is a broken upload. */
async function* namingBreaks(content: ByteStream): ByteStream {
  try {
    yield* content
  } catch (cause) {
    if (cause instanceof Fault) throw cause
    throw new Fault('upload-broken', cause instanceof Error ? cause.message : String(cause), { cause })
  }
}
