import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { Fault } from '../../errors.js'
import { examineStored } from '../../pipeline/examine-stored.js'
import { takeEvidence } from '../../pipeline/take-evidence.js'
import { keysOf, reportReading } from '../../report/report-reading.js'
import { evidenceAnswer } from '../forms/cases.js'
import { bytes, failures, idParam, json, languageQuery } from '../forms/common.js'
import { evidenceFilesBody } from '../forms/evidence-files.js'
import { readingAnswer } from '../forms/readings.js'
import { found } from '../found.js'
import { reads, streams } from '../guard.js'
import { beginOnce, commit } from '../idempotency.js'
import { keysOfCase } from '../keys-of-case.js'
import { sideOf } from '../kind-of-part.js'
import type { HttpEnv } from '../parts.js'
import { receiveFiles } from '../receive-files.js'
import { answerInvalid } from '../refuse-invalid.js'
import { hiderFor, showEvidence } from '../show/show-case.js'
import { speakInCase } from '../speak-in-case.js'

const addedEvidence = z.object({ items: z.array(evidenceAnswer) }).openapi('AddedEvidence')

const addEvidence = createRoute({
  method: 'post',
  path: '/v1/cases/{id}/evidence',
  operationId: 'addEvidence',
  tags: ['Evidence'],
  summary: 'Upload evidence',
  description:
    'Multipart, up to 10 files; the name of a part says what the buyer calls it (`order-page`, `activation-failure`, …) or `file`. ' +
    'All of them are kept or none. What a file is, is told by its content. The field `by` says whose evidence it is: `buyer` (default) or `merchant`; with `cases:answer` alone it must be `merchant`.',
  ...streams(['cases:write', 'cases:answer']),
  request: { params: idParam('case') },
  responses: { 201: json(addedEvidence, 'Kept; they are read next'), ...failures },
})

const getEvidence = createRoute({
  method: 'get',
  path: '/v1/evidence/{id}',
  operationId: 'getEvidence',
  tags: ['Evidence'],
  summary: 'One piece of evidence',
  ...reads('cases:read'),
  request: { params: idParam('ev') },
  responses: { 200: json(evidenceAnswer, 'The piece'), ...failures },
})

const getReading = createRoute({
  method: 'get',
  path: '/v1/evidence/{id}/reading',
  operationId: 'getReading',
  tags: ['Evidence'],
  summary: 'What was read from it',
  description: 'Card keys are masked without the scope `keys:reveal`.',
  ...reads('cases:read'),
  request: { params: idParam('ev'), query: languageQuery },
  responses: { 200: json(readingAnswer, 'The reading'), ...failures },
})

const getContent = createRoute({
  method: 'get',
  path: '/v1/evidence/{id}/content',
  operationId: 'getEvidenceContent',
  tags: ['Evidence'],
  summary: 'The file as it was uploaded',
  description: 'It may show card keys, so the scope `keys:reveal` is needed.',
  ...reads('keys:reveal'),
  request: { params: idParam('ev') },
  responses: {
    200: { description: 'Its bytes', content: { 'application/octet-stream': { schema: bytes } } },
    ...failures,
  },
})

/** Evidence: uploaded, looked at, read. */
export function evidenceRoutes(): OpenAPIHono<HttpEnv> {
  const app = new OpenAPIHono<HttpEnv>({ defaultHook: answerInvalid })
  app.openAPIRegistry.registerPath({ ...addEvidence, request: { ...addEvidence.request, body: evidenceFilesBody } })
  app.openapi({ ...addEvidence, hide: true }, async (c) => {
    const { id } = c.req.valid('param')
    const { now } = c.var.parts
    const { keyId } = c.var.caller
    const { files, fields, hide } = await receiveFiles(c, id)
    const side = sideOf(fields.get('by'))
    const transaction = speakInCase(c, id, side)
    const earlier = await beginOnce(
      c,
      createHash('sha256')
        .update(JSON.stringify([side, files]))
        .digest('hex'),
    )
    if (earlier) return earlier as never
    const { body } = await commit(
      c,
      async (rows) => {
        const added = await takeEvidence(rows, id, files, { side, actor: keyId, now: now().toISOString() })
        return { status: 201, body: { items: added.map((row) => showEvidence(row, hide)) } }
      },
      transaction,
    )
    return c.json(body, 201)
  })
  app.openapi(getEvidence, async (c) => {
    const { id } = c.req.valid('param')
    const { row, keys } = await c.var.parts.store.inPlatform(c.var.caller.platformId, async (rows) => {
      const piece = found(await rows.evidence.get(id), id)
      return { row: piece, keys: await keysOfCase(rows, piece.caseId) }
    })
    return c.json(showEvidence(row, hiderFor(c.var.caller, keys)), 200)
  })
  app.openapi(getReading, async (c) => {
    const { id } = c.req.valid('param')
    const { language } = c.req.valid('query')
    const { row, reading, keys } = await c.var.parts.store.inPlatform(c.var.caller.platformId, async (rows) => {
      const piece = found(await rows.evidence.get(id), id)
      return {
        row: piece,
        reading: found(await rows.readings.get(id), `${id} is ${piece.state}`),
        keys: await keysOfCase(rows, piece.caseId),
      }
    })
    const examined = examineStored(row, reading)
    const known = [...keys, ...keysOf(examined.fields)]
    const reported = reportReading(examined, { reveal: c.var.caller.scopes.has('keys:reveal'), language }, known)
    return c.json({ ...reported, file: hiderFor(c.var.caller, known)(reported.file) }, 200)
  })
  app.openapi(getContent, async (c) => {
    const { id } = c.req.valid('param')
    const { store, blobs } = c.var.parts
    const row = found(await store.inPlatform(c.var.caller.platformId, ({ evidence }) => evidence.get(id)), id)
    // Another case may still need the same content: that is no way back to this one's.
    if (row.state === 'deleted') throw new Fault('not-found', `${id} is deleted`)
    const content = await blobs.open(row.blobKey)
    // Never shown by a browser as a page of ours, whatever stands in it.
    return c.body(Readable.toWeb(content) as ReadableStream<Uint8Array>, 200, {
      'Content-Type': 'application/octet-stream',
      'Content-Disposition': 'attachment',
      'Content-Length': String(row.bytes),
    }) as never
  })
  return app
}
