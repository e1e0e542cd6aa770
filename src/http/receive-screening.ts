import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { Fault } from '../errors.js'
import type { ReceivedPiece } from '../intake/receive-evidence.js'
import type { EvidenceKind } from '../model/evidence.js'
import type { CaseMemory } from '../ports.js'
import { screenedClaim } from './forms/screenings.js'
import { kindOfPart } from './kind-of-part.js'
import type { Caller, HttpEnv, HttpParts } from './parts.js'
import { type IncomingFile, receiveParts } from './receive-parts.js'
import { inWords } from './refuse-invalid.js'
import { findUnkeepable } from './refuse-unkeepable.js'

interface SavedFile {
  /** As the sender named it. */
  readonly name: string
  /** In the folder. */
  readonly file: string
  readonly as: EvidenceKind | null
  readonly sha256: string
}

/** Saves what is to be screened into a folder, and gives what else was said, with a hash of it all. */
export async function receiveScreening(c: Context<HttpEnv>, folder: string, maxBytes: number) {
  await mkdir(path.join(folder, 'evidence'))
  let count = 0
  const { fields, files } = await receiveParts(c, { maxFiles: 10, maxBytes: maxBytes + 2_000_000 }, (file) =>
    save(file, folder, `evidence/${++count}`),
  )
  const text = fields.get('case')
  const sha256 = createHash('sha256')
    .update(JSON.stringify([text, files]))
    .digest('hex')
  return { input: parseCase(text), files, sha256 }
}

/** Puts screened files into the blob store, when they are to be kept. */
export function storeFiles(
  { blobs }: HttpParts,
  { platformId }: Caller,
  folder: string,
  files: readonly SavedFile[],
  maxBytes: number,
): Promise<ReceivedPiece[]> {
  return Promise.all(
    files.map(async ({ name, file, as }) => {
      const blob = await blobs.put(platformId, createReadStream(path.join(folder, file)), { maxBytes })
      return { fileName: name, as, blobKey: blob.key, sha256: blob.sha256, bytes: blob.bytes }
    }),
  )
}

/** The platform's memory, to be asked only: a screening leaves no trace. */
export function askedOnly({ store }: HttpParts, { platformId }: Caller): CaseMemory {
  return {
    lookUp: (trace, sameShotBits) => store.inPlatform(platformId, ({ memory }) => memory.lookUp(trace, sameShotBits)),
    remember: async () => {},
  }
}

async function save({ field, fileName, content }: IncomingFile, folder: string, file: string): Promise<SavedFile> {
  const as = kindOfPart(field)
  const hash = createHash('sha256')
  const seen = Readable.from(content).on('data', (chunk: Uint8Array) => hash.update(chunk))
  await pipeline(seen, createWriteStream(path.join(folder, file)))
  return { name: fileName, file, as, sha256: hash.digest('hex') }
}

function parseCase(text: string | undefined): z.output<typeof screenedClaim> {
  if (text === undefined) throw new Fault('request-invalid', 'the field `case` is missing')
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (cause) {
    throw new Fault('request-malformed', 'the field `case` is no JSON', { cause })
  }
  const because = findUnkeepable(json)
  if (because !== null) throw new Fault('request-malformed', because)
  const parsed = screenedClaim.safeParse(json)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.slice(0, 50).map((issue) => inWords(issue, 'case'))
  throw new Fault('request-invalid', problems.map(({ at, problem }) => `${at}: ${problem}`).join('; '))
}
