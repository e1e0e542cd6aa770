import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { draftStoredPack } from '../../pipeline/draft-stored-pack.js'
import { planPicture } from '../../pipeline/plan-picture.js'
import { showDispute } from '../../pipeline/show-dispute.js'
import { encodeJpeg } from '../../report/encode-jpeg.js'
import { answerPage, pageAsk } from '../cursor.js'
import { bytes, failures, idParam, json, pageOf, pageQuery } from '../forms/common.js'
import { disputeAnswer, disputeFilter, disputePack } from '../forms/disputes.js'
import { found } from '../found.js'
import { given } from '../given.js'
import { reads } from '../guard.js'
import type { HttpEnv } from '../parts.js'
import { answerInvalid } from '../refuse-invalid.js'

const tags = ['Disputes']

const listDisputes = createRoute({
  method: 'get',
  path: '/v1/disputes',
  operationId: 'listDisputes',
  tags,
  summary: 'Complaints at the payment channels, newest first',
  description: 'While one is open nothing is paid on its orders and their cases are on hold.',
  ...reads('refunds:read'),
  request: { query: pageQuery.extend(disputeFilter.shape) },
  responses: { 200: json(pageOf(disputeAnswer), 'A page'), ...failures },
})

const getDispute = createRoute({
  method: 'get',
  path: '/v1/disputes/{id}',
  operationId: 'getDispute',
  tags,
  summary: 'One complaint at a payment channel',
  ...reads('refunds:read'),
  request: { params: idParam('cmp') },
  responses: { 200: json(disputeAnswer, 'The complaint'), ...failures },
})

const getPack = createRoute({
  method: 'get',
  path: '/v1/disputes/{id}/pack',
  operationId: 'getDisputePack',
  tags,
  summary: 'A draft of the answer to it',
  description: "In the channel's form, from the latest verdict of its case. A person checks and sends it.",
  ...reads('refunds:read'),
  request: { params: idParam('cmp') },
  responses: { 200: json(disputePack, 'The draft'), ...failures },
})

const getPackPicture = createRoute({
  method: 'get',
  path: '/v1/disputes/{id}/pack/pictures/{n}',
  operationId: 'getDisputePackPicture',
  tags,
  summary: 'A picture of that draft, to be sent along',
  description: 'A JPEG with every card key covered, whoever asks: it goes to the channel. Of a recording, its first screen.',
  ...reads('refunds:read'),
  request: { params: idParam('cmp').extend({ n: z.coerce.number().int().min(1).max(4).openapi({ description: '1: the most telling' }) }) },
  responses: {
    200: { description: 'The picture', content: { 'image/jpeg': { schema: bytes } } },
    ...failures,
  },
})

/** Wide enough to read a phone's screen by; the file stays well below the 2 MB that channels take. */
const packWidthPx = 1400

/** Disputes at the payment channels: looked at. They come in as notices of the channels. */
export function disputesRoutes(): OpenAPIHono<HttpEnv> {
  const app = new OpenAPIHono<HttpEnv>({ defaultHook: answerInvalid })
  app.openapi(listDisputes, async (c) => {
    const { limit, cursor, ...filter } = c.req.valid('query')
    const ask = { ...pageAsk({ limit, cursor }), ...given(filter) }
    const page = await c.var.parts.store.inPlatform(c.var.caller.platformId, async (rows) => {
      const { rows: complaints, next } = await rows.complaints.list(ask)
      const shown = []
      for (const complaint of complaints) shown.push(await showDispute(rows, complaint))
      return { rows: shown, next }
    })
    return c.json(
      answerPage(page, (dispute) => dispute),
      200,
    )
  })
  app.openapi(getDispute, async (c) => {
    const { id } = c.req.valid('param')
    const shown = await c.var.parts.store.inPlatform(c.var.caller.platformId, async (rows) =>
      showDispute(rows, found(await rows.complaints.get(id), id)),
    )
    return c.json(shown, 200)
  })
  app.openapi(getPack, async (c) => {
    const { id } = c.req.valid('param')
    const pack = await c.var.parts.store.inPlatform(c.var.caller.platformId, async (rows) =>
      draftStoredPack(rows, found(await rows.complaints.get(id), id)),
    )
    return c.json(found(pack, `${id} has no case with a verdict`), 200)
  })
  app.openapi(getPackPicture, async (c) => {
    const { id, n } = c.req.valid('param')
    const { store, blobs, pictures, now } = c.var.parts
    const planned = await store.inPlatform(c.var.caller.platformId, async (rows) => {
      const pack = await draftStoredPack(rows, found(await rows.complaints.get(id), id))
      const { evidenceId } = found(pack?.pictures[n - 1], `${id} has no picture ${n}`)
      const piece = found(await rows.evidence.get(evidenceId), evidenceId)
      return planPicture(rows, piece, { frameMs: null, crop: null, widthPx: packWidthPx, reveal: false }, now().toISOString())
    })
    const drawn = await pictures.draw(planned.picture, (work) => blobs.localFile(planned.blobKey, work))
    const name = `attachment; filename="${id}-${n}.jpg"`
    return c.body(new Uint8Array(await encodeJpeg(drawn)), 200, { 'Content-Type': 'image/jpeg', 'Content-Disposition': name }) as never
  })
  return app
}
