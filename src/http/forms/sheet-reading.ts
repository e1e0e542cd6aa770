import { z } from '@hono/zod-openapi'
import { evidenceKindForm } from '../../intake/case-form.js'
import { list } from './common.js'

/** A place on a picture. */
export const box = z
  .tuple([z.number(), z.number(), z.number(), z.number()])
  .readonly()
  .openapi({ description: '`[x, y, width, height]` in pixels of the upright original' })
/** A probability or a share of 1. */
export const share = z.number().min(0).max(1)

/** When in a recording. */
export const millis = z.number().openapi({ description: 'Presentation time in milliseconds; null for a still' })

const times = { frameMs: millis.nullable(), untilMs: z.number().nullable() }

/** What was read in a piece of evidence, with the place of everything. */
export const sheetReading = z
  .object({
    media: z.enum(['image', 'recording']),
    width: z.number(),
    height: z.number(),
    durationMs: z.number().nullable(),
    kind: evidenceKindForm,
    kindConfidence: share,
    shows: z.enum(['failure', 'success', 'neither']),
    quality: list(z.string()),
    lines: list(z.object({ text: z.string(), confidence: share, box, ...times })),
    fields: list(
      z.object({
        type: z.string(),
        role: z.string().nullable().openapi({ description: 'Of a time: created, paid, failed, clock …' }),
        label: z.string().nullable(),
        value: z.string().nullable().openapi({ description: 'null: labelled, but it cannot be read' }),
        text: z.string(),
        confidence: share,
        box,
        ...times,
        line: z.int(),
        meaning: z.string().nullable().openapi({ description: 'Of an error code that is known' }),
      }),
    ),
    frames: list(
      z.object({
        index: z.int(),
        frameMs: z.number(),
        untilMs: z.number(),
        sameAs: z.int().nullable(),
        heightPx: z.number().openapi({ description: 'More than the recording’s where the page was scrolled and kept as one picture' }),
      }),
    ),
    events: list(
      z.object({
        atMs: z.number(),
        untilMs: z.number(),
        what: z.string().openapi({ description: 'Code of a fact of the recording, or `step` of its story' }),
        screen: z.int().nullable(),
        words: z.string(),
      }),
    ).openapi({ description: 'In order of time' }),
    challengeCode: z.string().nullable(),
  })
  .openapi('SheetReading')
