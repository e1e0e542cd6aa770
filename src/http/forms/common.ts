import { z } from '@hono/zod-openapi'

/** `id` of an address; one of another form is as unknown as any. */
export const idParam = (prefix: string) =>
  z.object({
    id: z
      .string()
      .min(1)
      .max(80)
      .openapi({ description: `\`${prefix}_…\``, example: `${prefix}_01jdq0v1f2e3d4c5b6a798yzxw` }),
  })

/** A time of an answer: ISO 8601 with offset. */
export const time = z.string().openapi({ format: 'date-time' })

/** A list of an answer. */
export const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly()

/** What every list takes: how many, and where to go on. */
export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50).openapi({ description: 'How many at most' }),
  cursor: z.string().min(1).max(200).optional().openapi({ description: '`next` of the page before' }),
})

/** A page of a list. */
export const pageOf = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item), next: z.string().nullable() })

/** The language of sentences in an answer. */
export const languageQuery = z.object({ language: z.enum(['zh', 'en']).default('zh').openapi({ description: 'Of sentences' }) })

/** RFC 9457, with what programs rely on. */
const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string().openapi({ description: 'Stable: programs may rely on it', example: 'not-found' }),
    detail: z.string().optional(),
    about: z.record(z.string(), z.string()).optional().openapi({ description: 'Of some codes: `case-taken` tells holder, name and until' }),
    retry: z.boolean().openapi({ description: 'Whether the same request may succeed when it is sent again' }),
    requestId: z.string(),
    problems: z.array(z.object({ at: z.string(), problem: z.string() })).optional(),
  })
  .openapi('Problem')

/** A JSON body of an answer. */
export const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({
  description,
  content: { 'application/json': { schema } },
})

/** A JSON body of a request. */
export const jsonBody = <Schema extends z.ZodType>(schema: Schema) => ({
  body: { required: true as const, content: { 'application/json': { schema } } },
})

const failure = { description: 'A problem', content: { 'application/problem+json': { schema: problem } } }

/** How any route can fail, for the document; thrown as faults. */
export const failures = { '4XX': failure, default: failure }

/** Bytes as they are, in a document of the API. */
export const bytes = z.string().openapi({ format: 'binary' })
