import { z } from '@hono/zod-openapi'
import { list } from './common.js'

const box = z.tuple([z.number(), z.number(), z.number(), z.number()]).readonly()

/** `read --json` (contracts.md): what is certain of its form; more stands in it. */
export const readingAnswer = z
  .object({
    file: z.string(),
    media: z.enum(['image', 'recording']),
    width: z.number(),
    height: z.number(),
    durationMs: z.number().nullable(),
    kind: z.string(),
    kindConfidence: z.number(),
    shows: z.enum(['failure', 'success', 'neither']),
    quality: list(z.string()),
    lines: z.array(z.object({ text: z.string(), confidence: z.number(), box, frameMs: z.number().nullable() })),
    fields: z.array(
      z.object({ type: z.string(), value: z.string().nullable(), text: z.string(), confidence: z.number(), box, line: z.number() }),
    ),
    frames: z.array(z.object({ index: z.number(), frameMs: z.number(), untilMs: z.number(), sameAs: z.number().nullable() })),
    reader: z.string(),
    timings: z.object({ totalMs: z.number() }),
  })
  .openapi('Reading')
