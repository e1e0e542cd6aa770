import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import path from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Context } from 'hono'
import { Fault } from '../errors.js'
import type { HttpEnv } from './parts.js'
import { withFolder } from './with-folder.js'

/**
 * Takes a body to a file first, so that one that is cut off changes nothing; gives the file and its SHA-256 for the time
 * of the work. Throws `body-too-large`, `request-malformed` for a body that breaks off.
 */
export async function spoolBody<T>(
  c: Context<HttpEnv>,
  maxBytes: number,
  work: (spooled: { readonly path: string; readonly sha256: string }) => Promise<T>,
): Promise<T> {
  const { body } = c.req.raw
  if (!body) throw new Fault('request-malformed', 'there is no body')
  return withFolder(async (folder) => {
    const file = path.join(folder, 'body')
    const hash = createHash('sha256')
    let bytes = 0
    const count = new Transform({
      transform(chunk: Uint8Array, _encoding, done) {
        bytes += chunk.length
        hash.update(chunk)
        if (bytes > maxBytes) done(new Fault('body-too-large', `allowed are ${maxBytes} bytes`))
        else done(null, chunk)
      },
    })
    await pipeline(Readable.fromWeb(body), count, createWriteStream(file)).catch((cause: unknown) => {
      throw cause instanceof Fault ? cause : new Fault('request-malformed', 'the body broke off', { cause })
    })
    return work({ path: file, sha256: hash.digest('hex') })
  })
}
