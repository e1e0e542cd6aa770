import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { Fault } from '../../errors.js'
import { checkTakesEvidence } from '../../intake/receive-evidence.js'
import { policyForOrder } from '../../pipeline/policy-for.js'
import { mostUploadBytes, sniffUpload } from '../../pipeline/sniff-upload.js'
import { takeEvidence } from '../../pipeline/take-evidence.js'
import type { EvidenceRow } from '../../ports/store/evidence.js'
import type { PlatformRows } from '../../ports/store.js'
import { maskKeys } from '../../report/mask-keys.js'
import { announcedFile, buyerUpload, finishedFile } from '../forms/buyer.js'
import { bytes, failures, json, jsonBody } from '../forms/common.js'
import { evidenceFilesBody } from '../forms/evidence-files.js'
import { found } from '../found.js'
import { keysOfCase } from '../keys-of-case.js'
import { limitBody } from '../limit-body.js'
import type { HttpEnv, HttpParts } from '../parts.js'
import { receiveFiles } from '../receive-files.js'
import { answerInvalid } from '../refuse-invalid.js'
import { refuseUnkeepableBody } from '../refuse-unkeepable.js'

const tags = ["Buyer's page"]
const params = z.object({ token: z.string().openapi({ description: 'Of the link' }) })
const uploadParams = params.extend({ upload: z.string().min(1).max(2000).openapi({ description: '`uploadId`' }) })
const byLink = { security: [], middleware: [limitBody(16_384), refuseUnkeepableBody] }
const streamed = { security: [] }
const addedFiles = z.object({ ids: z.array(z.string()) }).openapi('AddedFiles')
const offsetAnswer = z.object({ offset: z.int() }).openapi('UploadOffset')

const addEvidence = createRoute({
  method: 'post',
  path: '/c/{token}/api/evidence',
  operationId: 'addEvidenceByLink',
  tags,
  summary: 'Send pictures, all or none',
  description: 'Multipart as for `addEvidence`; whatever comes by a link is the buyer’s.',
  ...streamed,
  request: { params },
  responses: { 201: json(addedFiles, 'Kept; they are read next'), ...failures },
})

const begin = createRoute({
  method: 'post',
  path: '/c/{token}/api/uploads',
  operationId: 'beginUploadByLink',
  tags,
  summary: 'Announce a file that comes in parts, or go on with it',
  description: 'By its SHA-256: the same file goes on where it stopped. From here on it counts as there, however slow the line is.',
  ...byLink,
  request: { params, ...jsonBody(announcedFile) },
  responses: { 200: json(buyerUpload, 'Where to go on'), ...failures },
})

const append = createRoute({
  method: 'patch',
  path: '/c/{token}/api/uploads/{upload}',
  operationId: 'appendUploadByLink',
  tags,
  summary: 'Send the part that starts at `Upload-Offset`',
  ...streamed,
  request: {
    params: uploadParams,
    headers: z.object({ 'upload-offset': z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER) }),
  },
  responses: { 200: json(offsetAnswer, 'Kept'), ...failures },
})

const finish = createRoute({
  method: 'post',
  path: '/c/{token}/api/uploads/{upload}/finish',
  operationId: 'finishUploadByLink',
  tags,
  summary: 'Make evidence of what was sent',
  ...byLink,
  request: { params: uploadParams, ...jsonBody(finishedFile) },
  responses: { 201: json(addedFiles, 'Kept; it is read next'), ...failures },
})

/** Files that a buyer sends by the link. */
export function buyerEvidenceRoutes(): OpenAPIHono<HttpEnv> {
  const app = new OpenAPIHono<HttpEnv>({ defaultHook: answerInvalid })
  app.openAPIRegistry.registerPath({ ...addEvidence, request: { ...addEvidence.request, body: evidenceFilesBody } })
  app.openapi({ ...addEvidence, hide: true }, async (c) => {
    const { link, parts, caller } = c.var
    const { files } = await receiveFiles(c, link.caseId)
    const added = await parts.store.inPlatform(caller.platformId, async (rows) => {
      await checkRoom(rows, link.caseId, files.length)
      return takeEvidence(rows, link.caseId, files, { side: 'buyer', actor: link.id, now: parts.now().toISOString() })
    })
    return c.json(idsOf(added), 201)
  })
  app.openapi(begin, async (c) => {
    const { sha256, bytes } = c.req.valid('json')
    const { link, parts, caller } = c.var
    const known = await parts.store.inPlatform(caller.platformId, (rows) => find(rows, parts, link.caseId, { sha256, bytes }))
    if (known.evidenceId !== null) return c.json({ uploadId: '', offset: 0, evidenceId: known.evidenceId }, 200)
    const offset = known.uploadId === null ? null : await offsetOf(parts, caller.platformId, known.uploadId)
    if (known.uploadId !== null && offset !== null) return c.json({ uploadId: known.uploadId, offset, evidenceId: null }, 200)
    const uploadId = await parts.blobs.beginUpload(caller.platformId)
    await parts.store.inPlatform(caller.platformId, (rows) =>
      rows.announcedUploads.put({ caseId: link.caseId, sha256, uploadId, announcedAt: parts.now().toISOString() }),
    )
    return c.json({ uploadId, offset: 0, evidenceId: null }, 200)
  })
  app.openAPIRegistry.registerPath({
    ...append,
    request: { ...append.request, body: { required: true, content: { 'application/offset+octet-stream': { schema: bytes } } } },
  })
  app.openapi({ ...append, hide: true }, async (c) => {
    const { upload } = c.req.valid('param')
    const { link, parts, caller } = c.var
    const { maxBytes } = await parts.store.inPlatform(caller.platformId, (rows) => ownUpload(rows, parts, link.caseId, upload))
    const content = c.req.raw.body
    if (!content) throw new Fault('request-malformed', 'there is no body')
    const part = { offsetBytes: c.req.valid('header')['upload-offset'], content, maxBytes }
    return c.json({ offset: await parts.blobs.appendPart(caller.platformId, upload, part) }, 200)
  })
  app.openapi(finish, async (c) => {
    const { upload } = c.req.valid('param')
    const { fileName: saidName, as } = c.req.valid('json')
    const { link, parts, caller } = c.var
    const { sha256, policy, maxBytes, hide } = await parts.store.inPlatform(caller.platformId, (rows) =>
      ownUpload(rows, parts, link.caseId, upload),
    )
    const fileName = hide(saidName)
    const blob = await parts.blobs.finishUpload(caller.platformId, upload, { maxBytes })
    if (blob.sha256 !== sha256) {
      await parts.blobs.abandonUpload(caller.platformId, upload)
      throw new Fault('upload-conflict', 'what came is not the file that was announced; begin again')
    }
    await sniffUpload(blob, fileName, parts.blobs, policy)
    const piece = { fileName, as, blobKey: blob.key, sha256: blob.sha256, bytes: blob.bytes }
    const added = await parts.store.inPlatform(caller.platformId, async (rows) => {
      await checkRoom(rows, link.caseId, 1)
      return takeEvidence(rows, link.caseId, [piece], { side: 'buyer', actor: link.id, now: parts.now().toISOString() })
    })
    return c.json(idsOf(added), 201)
  })
  return app
}

/** More no reviewer looks through; who has more goes to the platform. */
const mostPieces = 60

async function checkRoom({ evidence }: PlatformRows, caseId: string, more: number): Promise<void> {
  const there = (await evidence.list(caseId)).length
  if (there + more > mostPieces) throw new Fault('request-invalid', `a case takes at most ${mostPieces} files by its link`)
}

/** The piece or the upload that this file is already. Throws `case-closed`, `file-too-large`, `request-invalid` for too many. */
async function find(rows: PlatformRows, parts: HttpParts, caseId: string, { sha256, bytes }: { sha256: string; bytes: number }) {
  const { maxBytes } = await openCase(rows, parts, caseId)
  if (bytes > maxBytes) throw new Fault('file-too-large', `it has ${bytes} bytes, allowed are ${maxBytes}`)
  const [pieces, uploads] = await Promise.all([rows.evidence.list(caseId), rows.announcedUploads.list(caseId)])
  const evidenceId = pieces.find((piece) => piece.sha256 === sha256)?.id ?? null
  const uploadId = uploads.find((upload) => upload.sha256 === sha256)?.uploadId ?? null
  if (evidenceId === null && uploadId === null && uploads.length >= mostPieces)
    throw new Fault('request-invalid', `a case takes at most ${mostPieces} files by its link`)
  return { evidenceId, uploadId }
}

/** Where it stands; null when its parts were swept away since. */
async function offsetOf({ blobs }: HttpParts, platformId: string, uploadId: string): Promise<number | null> {
  return blobs.uploadOffset(platformId, uploadId).catch((thrown: unknown) => {
    if (thrown instanceof Fault && thrown.code === 'file-not-found') return null
    throw thrown
  })
}

/** Throws `not-found` for an upload that was not announced in this case. */
async function ownUpload(rows: PlatformRows, parts: HttpParts, caseId: string, uploadId: string) {
  const opened = await openCase(rows, parts, caseId)
  const upload = (await rows.announcedUploads.list(caseId)).find((one) => one.uploadId === uploadId)
  return { ...opened, sha256: found(upload ?? null, 'upload').sha256, hide: maskKeys(await keysOfCase(rows, caseId)) }
}

async function openCase(rows: PlatformRows, { now }: HttpParts, caseId: string) {
  const row = found(await rows.cases.get(caseId), caseId)
  checkTakesEvidence(row)
  const policy = await policyForOrder(rows, row.orderNumber, now().toISOString())
  return { policy, maxBytes: mostUploadBytes(policy) }
}

function idsOf(added: readonly EvidenceRow[]) {
  return { ids: added.map(({ id }) => id) }
}
