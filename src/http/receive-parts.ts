import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy'
import type { Context } from 'hono'
import { Fault } from '../errors.js'
import type { HttpEnv } from './parts.js'

/** A file of a multipart body while it streams in. */
export interface IncomingFile {
  /** The part's name. */
  readonly field: string
  /** As the sender named it, made harmless to repeat. */
  readonly fileName: string
  readonly content: AsyncIterable<Uint8Array>
}

export interface ReceivedParts<Kept> {
  readonly fields: ReadonlyMap<string, string>
  readonly files: readonly Kept[]
}

interface PartLimits {
  readonly maxFiles: number
  /** Of the whole body. */
  readonly maxBytes: number
}

/**
 * Takes a multipart body in as it streams: nothing is held but one chunk and the fields. `keep` must read each file to its
 * end or throw, which ends the whole. Throws `media-type-refused`, `request-malformed` for a broken or cut off body,
 * `request-invalid` for too many parts, `body-too-large`.
 */
export async function receiveParts<Kept>(
  c: Context<HttpEnv>,
  limits: PartLimits,
  keep: (file: IncomingFile) => Promise<Kept>,
): Promise<ReceivedParts<Kept>> {
  const { body } = c.req.raw
  if (!body) throw new Fault('request-malformed', 'there is no body')
  const parser = openParser(c.req.header('Content-Type') ?? '', limits)
  const fields = new Map<string, string>()
  const streams: BusboyFileStream[] = []
  const kept: Promise<Kept>[] = []
  let failure: unknown
  const fail = (thrown: unknown) => {
    failure ??= thrown
    parser.destroy(thrown instanceof Error ? thrown : new Error(String(thrown)))
  }
  // The parser may complain once more after everybody stopped listening, which would end the process.
  parser.on('error', fail)
  parser.on('field', (name, value, nameCut, valueCut) => {
    if (nameCut || valueCut) fail(new Fault('request-invalid', `the field ${cleanName(name)} is too long`))
    else fields.set(name, value)
  })
  parser.on('file', (field, content, fileName) => {
    streams.push(content)
    content.on('error', fail)
    const work = keep({ field, fileName: cleanName(fileName), content })
    kept.push(work)
    work.catch(fail)
  })
  for (const limit of ['filesLimit', 'fieldsLimit', 'partsLimit'] as const) {
    parser.on(limit, () =>
      fail(new Fault('request-invalid', `at most ${limits.maxFiles} files and ${maxFields} fields are taken at a time`)),
    )
  }
  await pipeline(Readable.fromWeb(body), countBytes(limits.maxBytes), parser).catch(fail)
  if (failure !== undefined) {
    for (const stream of streams) stream.destroy(failure instanceof Error ? failure : undefined)
    await Promise.allSettled(kept)
    throw failure instanceof Fault ? failure : new Fault('request-malformed', 'the multipart body is broken or cut off', { cause: failure })
  }
  return { fields, files: await Promise.all(kept) }
}

const maxFields = 20

function openParser(contentType: string, { maxFiles }: PartLimits): BusboyInstance {
  if (!/^multipart\/form-data\b/i.test(contentType)) throw new Fault('media-type-refused', 'expected multipart/form-data')
  try {
    return new Busboy({
      headers: { 'content-type': contentType },
      isPartAFile: (_field, _type, fileName) => fileName !== undefined,
      limits: { files: maxFiles, fields: maxFields, parts: maxFiles + maxFields, fieldSize: 1_000_000, headerPairs: 20, headerSize: 8192 },
    })
  } catch (cause) {
    throw new Fault('request-malformed', 'the multipart header names no boundary', { cause })
  }
}

function countBytes(maxBytes: number): Transform {
  let bytes = 0
  return new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      bytes += chunk.length
      if (bytes > maxBytes) done(new Fault('body-too-large', `allowed are ${maxBytes} bytes`))
      else done(null, chunk)
    },
  })
}

/** Without directories, control characters and what no database keeps. */
function cleanName(name: string | undefined): string {
  const last = (name ?? '').split(/[\\/]/).at(-1) ?? ''
  return (
    last
      .replace(/[\p{Cc}\p{Surrogate}]/gu, '')
      .slice(0, 200)
      .replace(/\p{Surrogate}/gu, '') || 'file'
  )
}
