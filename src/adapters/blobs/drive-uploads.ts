import { rm } from 'node:fs/promises'
import { ulid } from 'ulid'
import { Fault } from '../../errors.js'
import type { BlobStore, ByteStream, OpenUpload } from '../../ports/blobs.js'
import { checkPlatformId, checkUploadId } from './blob-keys.js'
import type { Place } from './place.js'
import { reachStore, reachStream } from './reach-store.js'
import { type StagedContent, stageContent } from './stage-content.js'

type Uploads = Pick<
  BlobStore,
  'beginUpload' | 'uploadOffset' | 'appendPart' | 'presignUpload' | 'finishUpload' | 'abandonUpload' | 'listUploads'
>

/**
 * Uploads in parts: a folder with a mark that says when it began, and one object for each part, named by its first byte.
 * So it survives any restart, needs no table, and is the same on a disk and on S3, whose own parts have a least size.
 */
export function driveUploads(place: Place, put: BlobStore['put']): Uploads {
  const { disk } = place
  return {
    beginUpload: (platformId) =>
      reachStore(`upload of ${platformId}`, async () => {
        const uploadId = `up_${ulid().toLowerCase()}`
        await disk.put(`${folderOf(platformId, uploadId)}/${beganName}`, uploadId)
        return uploadId
      }),
    uploadOffset: (platformId, uploadId) =>
      reachStore(uploadId, async () => offsetAfter(uploadId, (await look(place, platformId, uploadId)).parts)),
    appendPart: (platformId, uploadId, part) => reachStore(uploadId, () => appendPart(place, platformId, uploadId, part)),
    presignUpload: (platformId, uploadId, expiresMs) =>
      reachStore(uploadId, async () => {
        await look(place, platformId, uploadId)
        return place.presignUpload(`${folderOf(platformId, uploadId)}/${wholeName}`, expiresMs)
      }),
    finishUpload: async (platformId, uploadId, limits) => {
      const { names, total } = await reachStore(uploadId, async () => inOrder(uploadId, await look(place, platformId, uploadId)))
      if (total > limits.maxBytes) throw new Fault('file-too-large', `${total} bytes, allowed are ${limits.maxBytes}`)
      return put(platformId, joined(place, names), limits)
    },
    abandonUpload: (platformId, uploadId) => reachStore(uploadId, () => disk.deleteAll(folderOf(platformId, uploadId))),
    listUploads: () => listUploads(place),
  }
}

const beganName = 'began'
const wholeName = 'whole'

function folderOf(platformId: string, uploadId: string): string {
  return `uploads/${checkPlatformId(platformId)}/${checkUploadId(uploadId)}`
}

interface Part {
  readonly name: string
  readonly offsetBytes: number
  readonly bytes: number
}

interface Looked {
  /** In order of their first byte. */
  readonly parts: readonly Part[]
  /** What was sent past this service. */
  readonly whole: { readonly name: string; readonly bytes: number } | null
}

async function look(place: Place, platformId: string, uploadId: string): Promise<Looked> {
  const folder = folderOf(platformId, uploadId)
  const parts: Part[] = []
  let whole: Looked['whole'] = null
  let began = false
  for await (const { name, bytes } of place.listObjects(folder)) {
    const last = name.slice(folder.length + 1)
    if (last === beganName) began = true
    else if (last === wholeName) whole = { name, bytes }
    else parts.push({ name, offsetBytes: Number(last), bytes })
  }
  if (!began) throw new Fault('file-not-found', uploadId)
  return { parts: parts.sort((a, b) => a.offsetBytes - b.offsetBytes), whole }
}

/** Throws `upload-conflict` when parts overlap or one is missing: two senders wrote the same upload. */
function offsetAfter(uploadId: string, parts: readonly Part[]): number {
  let offset = 0
  for (const part of parts) {
    if (part.offsetBytes !== offset) throw new Fault('upload-conflict', `${uploadId}: the parts do not fit together at byte ${offset}`)
    offset += part.bytes
  }
  return offset
}

function inOrder(uploadId: string, { parts, whole }: Looked): { readonly names: readonly string[]; readonly total: number } {
  if (!whole) return { names: parts.map((part) => part.name), total: offsetAfter(uploadId, parts) }
  if (parts.length > 0) throw new Fault('upload-conflict', `${uploadId} was sent whole and in parts`)
  return { names: [whole.name], total: whole.bytes }
}

async function appendPart(
  place: Place,
  platformId: string,
  uploadId: string,
  { offsetBytes, content, maxBytes }: Parameters<BlobStore['appendPart']>[2],
): Promise<number> {
  const offset = offsetAfter(uploadId, (await look(place, platformId, uploadId)).parts)
  if (offset !== offsetBytes) throw new Fault('upload-conflict', `${uploadId} goes on at byte ${offset}, not ${offsetBytes}`)
  const staged = await stagePart(place, content, maxBytes - offset)
  if (!staged) return offset
  try {
    const name = String(offset).padStart(offsetDigits, '0')
    await place.keep(staged.path, `${folderOf(platformId, uploadId)}/${name}`, staged.bytes)
    return offset + staged.bytes
  } finally {
    await rm(staged.path, { force: true })
  }
}

/** As many as the largest whole number has, so that names sort as numbers. */
const offsetDigits = 16

/** Null for a part without bytes, which is how some clients ask whether the line stands. */
async function stagePart(place: Place, content: ByteStream, maxBytes: number): Promise<StagedContent | null> {
  try {
    return await stageContent(place.stagingFolder, content, maxBytes)
  } catch (fault) {
    if (fault instanceof Fault && fault.code === 'file-empty') return null
    throw fault
  }
}

async function* joined(place: Place, names: readonly string[]): ByteStream {
  for (const name of names) yield* reachStream(name, await place.disk.getStream(name))
}

async function* listUploads(place: Place): AsyncIterable<OpenUpload> {
  for await (const { name, storedAt } of place.listObjects('uploads')) {
    const [, platformId = '', uploadId = '', last] = name.split('/')
    if (last === beganName) yield { platformId, uploadId, beganAt: storedAt }
  }
}
