import { z } from '@hono/zod-openapi'
import { bytes } from './common.js'

const schema = z.record(z.string(), bytes).openapi({ example: { 'order-page': 'the bytes', file: 'the bytes' } })

/** The documented body of an upload of evidence: it is streamed, so no form reads it. */
export const evidenceFilesBody = { required: true, content: { 'multipart/form-data': { schema } } }
