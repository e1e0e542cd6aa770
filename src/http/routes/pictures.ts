import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Box } from '../../model/reading.js'
import { planPicture } from '../../pipeline/plan-picture.js'
import { bytes, failures, idParam } from '../forms/common.js'
import { found } from '../found.js'
import { reads } from '../guard.js'
import type { HttpEnv } from '../parts.js'
import { answerInvalid } from '../refuse-invalid.js'

const picture = {
  200: { description: 'The picture', content: { 'image/webp': { schema: bytes } } },
  304: { description: 'It is as it was' },
  ...failures,
}

const frameMs = z.coerce
  .number()
  .min(0)
  .max(86_400_000)
  .optional()
  .openapi({ description: 'Of a recording: the screen that stands then, as it stood last; left out: the first' })
const width = z.coerce.number().int().min(16).max(2000)

const covers =
  "The upright picture, or a recording's screen, with card keys covered: those of the order, those that were read, those that were " +
  'typed. With `keys:reveal` in this request nothing is covered.'

const getPicture = createRoute({
  method: 'get',
  path: '/v1/evidence/{id}/picture',
  operationId: 'getEvidencePicture',
  tags: ['Evidence'],
  summary: 'A piece of evidence to look at',
  description: covers,
  ...reads('cases:read'),
  request: { params: idParam('ev'), query: z.object({ frameMs, width: width.default(1400) }) },
  responses: picture,
})

const boxForm = z
  .string()
  .regex(/^\d{1,6}(\.\d{1,20})?(,\d{1,6}(\.\d{1,20})?){3}$/, 'expected x,y,width,height')
  .transform((text): Box => {
    const [x = 0, y = 0, w = 0, h = 0] = text.split(',').map(Number)
    return [x, y, w, h]
  })
  .refine(([, , w, h]) => w >= 1 && h >= 1, 'expected a width and a height of at least 1')
  .openapi({ type: 'string', description: '`x,y,width,height` in pixels of the upright original', example: '120,340,400,60' })

const getCrop = createRoute({
  method: 'get',
  path: '/v1/evidence/{id}/crop',
  operationId: 'getEvidenceCrop',
  tags: ['Evidence'],
  summary: 'A part of a piece of evidence',
  description: covers,
  ...reads('cases:read'),
  request: { params: idParam('ev'), query: z.object({ frameMs, width: width.default(800), box: boxForm }) },
  responses: picture,
})

/** Pictures of evidence, for people. */
export function picturesRoutes(): OpenAPIHono<HttpEnv> {
  const app = new OpenAPIHono<HttpEnv>({ defaultHook: answerInvalid })
  app.openapi(getPicture, (c) => {
    const { frameMs: at, width: widthPx } = c.req.valid('query')
    return answerPicture(c, c.req.valid('param').id, { frameMs: at ?? null, crop: null, widthPx }) as never
  })
  app.openapi(getCrop, (c) => {
    const { frameMs: at, width: widthPx, box } = c.req.valid('query')
    return answerPicture(c, c.req.valid('param').id, { frameMs: at ?? null, crop: box, widthPx }) as never
  })
  return app
}

async function answerPicture(
  c: Context<HttpEnv>,
  id: string,
  asked: { readonly frameMs: number | null; readonly crop: Box | null; readonly widthPx: number },
): Promise<Response> {
  const { store, blobs, pictures, now } = c.var.parts
  const { caller } = c.var
  const reveal = caller.scopes.has('keys:reveal')
  const planned = await store.lookInPlatform(caller.platformId, async (rows) =>
    planPicture(rows, found(await rows.evidence.get(id), id), { ...asked, reveal }, now().toISOString()),
  )
  const tag = `"${planned.tag}"`
  // What shows card keys stays nowhere.
  const caching = reveal ? 'no-store' : 'private, max-age=60'
  const headers = { ETag: tag, 'Cache-Control': caching, Vary: 'Authorization, Cookie, Reveal-Reason' }
  if (!reveal && c.req.header('If-None-Match') === tag) return c.body(null, 304, headers)
  const bytes = await pictures.draw(planned.picture, (work) => blobs.localFile(planned.blobKey, work))
  return c.body(new Uint8Array(bytes), 200, { ...headers, 'Content-Type': 'image/webp' })
}
