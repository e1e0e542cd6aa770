import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { Fault } from '../../errors.js'
import { evidenceKindForm } from '../../intake/case-form.js'
import { checkTakesEvidence } from '../../intake/receive-evidence.js'
import { policyForOrder } from '../../pipeline/policy-for.js'
import { mostUploadBytes, sniffUpload } from '../../pipeline/sniff-upload.js'
import { takeEvidence } from '../../pipeline/take-evidence.js'
import { maskKeys } from '../../report/mask-keys.js'
import { evidenceAnswer } from '../forms/cases.js'
import { bytes, failures, idParam, json, jsonBody } from '../forms/common.js'
import { found } from '../found.js'
import { posts, reads, streams } from '../guard.js'
import { commit } from '../idempotency.js'
import { keysOfCase } from '../keys-of-case.js'
import type { Caller, HttpEnv, HttpParts } from '../parts.js'
import { answerInvalid } from '../refuse-invalid.js'
import { showEvidence } from '../show/show-case.js'
import { speakInCase } from '../speak-in-case.js'

const uploadAnswer = z
  .object({
    uploadId: z.string(),
    offset: z.int().openapi({ description: 'The next byte that is missing' }),
    maxBytes: z.int(),
    direct: z
      .object({ method: z.enum(['PUT', 'GET']), url: z.string(), headers: z.record(z.string(), z.string()) })
      .nullable()
      .openapi({ description: 'A request that uploads the whole file past this service; null: use PATCH' }),
  })
  .openapi('Upload')

const uploadParams = idParam('case').extend({ upload: z.string().min(1).max(2000).openapi({ description: '`uploadId`' }) })
const uploadState = z.object({ offset: z.int() }).openapi('UploadState')

/** What buyer and merchant say, and the merchant's own people for it. */
const speaking = ['cases:write', 'cases:answer'] as const

const beginUpload = createRoute({
  method: 'post',
  path: '/v1/cases/{id}/uploads',
  operationId: 'beginUpload',
  tags: ['Evidence'],
  summary: 'Begin a large upload',
  description: 'Send the file with PATCH in any number of parts, or at once to `direct`; then finish it. It survives a broken connection.',
  ...posts(speaking),
  request: { params: idParam('case') },
  responses: { 201: json(uploadAnswer, 'Begun'), ...failures },
})

const getUpload = createRoute({
  method: 'get',
  path: '/v1/cases/{id}/uploads/{upload}',
  operationId: 'getUpload',
  tags: ['Evidence'],
  summary: 'Where an upload stands',
  description: 'HEAD gives the same in the header `Upload-Offset`.',
  ...reads(speaking),
  request: { params: uploadParams },
  responses: { 200: json(uploadState, 'Where to go on'), ...failures },
})

const appendUpload = createRoute({
  method: 'patch',
  path: '/v1/cases/{id}/uploads/{upload}',
  operationId: 'appendUpload',
  tags: ['Evidence'],
  summary: 'Send the part that starts at `Upload-Offset`',
  ...streams(speaking),
  request: {
    params: uploadParams,
    headers: z.object({ 'upload-offset': z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER) }),
  },
  responses: { 200: json(uploadState, 'Kept'), ...failures },
})

const finishUpload = createRoute({
  method: 'post',
  path: '/v1/cases/{id}/uploads/{upload}/finish',
  operationId: 'finishUpload',
  tags: ['Evidence'],
  summary: 'Make evidence of what was uploaded',
  ...posts(speaking),
  request: {
    params: uploadParams,
    ...jsonBody(
      z.object({
        fileName: z.string().min(1).max(200),
        as: evidenceKindForm.nullable().default(null),
        by: z.enum(['buyer', 'merchant']).default('buyer'),
      }),
    ),
  },
  responses: { 201: json(evidenceAnswer, 'Kept; it is read next'), ...failures },
})

/** As long as a phone on a slow line may need. */
const directMs = 3600_000

/** Uploads in parts: begun, gone on with, finished. */
export function uploadsRoutes(): OpenAPIHono<HttpEnv> {
  const app = new OpenAPIHono<HttpEnv>({ defaultHook: answerInvalid })
  app.openapi(beginUpload, async (c) => {
    const { parts, caller } = c.var
    const policy = await policyOfOpenCase(parts, caller, c.req.valid('param').id)
    const uploadId = await parts.blobs.beginUpload(caller.platformId)
    const direct = await parts.blobs.presignUpload(caller.platformId, uploadId, directMs)
    const { body } = await commit(c, async () => ({
      status: 201,
      body: { uploadId, offset: 0, maxBytes: mostUploadBytes(policy), direct: direct && { ...direct, headers: { ...direct.headers } } },
    }))
    return c.json(body, 201)
  })
  app.openapi(getUpload, async (c) => {
    const { id, upload } = c.req.valid('param')
    await policyOfOpenCase(c.var.parts, c.var.caller, id)
    const offset = await c.var.parts.blobs.uploadOffset(c.var.caller.platformId, upload)
    c.header('Upload-Offset', String(offset))
    return c.json({ offset }, 200)
  })
  app.openAPIRegistry.registerPath({
    ...appendUpload,
    request: { ...appendUpload.request, body: { required: true, content: { 'application/offset+octet-stream': { schema: bytes } } } },
  })
  app.openapi({ ...appendUpload, hide: true }, async (c) => {
    const { id, upload } = c.req.valid('param')
    const { parts, caller } = c.var
    const maxBytes = mostUploadBytes(await policyOfOpenCase(parts, caller, id))
    const content = c.req.raw.body
    if (!content) throw new Fault('request-malformed', 'there is no body')
    const part = { offsetBytes: c.req.valid('header')['upload-offset'], content, maxBytes }
    const offset = await parts.blobs.appendPart(caller.platformId, upload, part)
    c.header('Upload-Offset', String(offset))
    return c.json({ offset }, 200)
  })
  app.openapi(finishUpload, async (c) => {
    const { id, upload } = c.req.valid('param')
    const { fileName: saidName, as, by: side } = c.req.valid('json')
    const { parts, caller } = c.var
    const transaction = speakInCase(c, id, side)
    const policy = await policyOfOpenCase(parts, caller, id)
    // A key that names a file is neither kept in clear nor told in a fault.
    const hide = maskKeys(await parts.store.inPlatform(caller.platformId, (rows) => keysOfCase(rows, id)))
    const fileName = hide(saidName)
    const blob = await parts.blobs.finishUpload(caller.platformId, upload, { maxBytes: mostUploadBytes(policy) })
    await sniffUpload(blob, fileName, parts.blobs, policy)
    const piece = { fileName, as, blobKey: blob.key, sha256: blob.sha256, bytes: blob.bytes }
    const { body } = await commit(
      c,
      async (rows) => {
        const [added] = await takeEvidence(rows, id, [piece], { side, actor: caller.keyId, now: parts.now().toISOString() })
        return { status: 201, body: showEvidence(found(added, id), hide) }
      },
      transaction,
    )
    return c.json(body, 201)
  })
  return app
}

function policyOfOpenCase({ store, now }: HttpParts, { platformId }: Caller, caseId: string) {
  return store.inPlatform(platformId, async (rows) => {
    const row = found(await rows.cases.get(caseId), caseId)
    checkTakesEvidence(row)
    return policyForOrder(rows, row.orderNumber, now().toISOString())
  })
}
