import { z } from '@hono/zod-openapi'
import { policyForm } from '../../pipeline/policy-form.js'
import { time } from './common.js'

const id = (words: string) => z.string().min(1).max(200).openapi({ description: words })

/** Who is at the key. */
export const personField = id('Who it is, where one key serves many people').optional()

const merchantId = id('Laid over the platform’s policy for this merchant; left out: the platform’s own')

/** Any part of a policy, as a body says it. */
export const policyPart = z.record(z.string(), z.unknown()).openapi({ example: { instant: { capFen: 20_000 } } })

export const draftBody = z.strictObject({
  policy: policyPart.default({}),
  merchantId: merchantId.nullish(),
  retires: z.boolean().default(false).openapi({ description: 'Ends the merchant’s policy' }),
  person: personField,
})

export const draftChange = draftBody.omit({ merchantId: true })

export const publishBody = z.strictObject({
  effectiveAt: z.iso.datetime({ offset: true }).optional().openapi({ description: 'From when it holds, now or later; left out: now' }),
  person: personField,
})

export const personBody = z.strictObject({ person: personField })

const actor = z.object({ actor: z.string(), person: z.string().nullable() })

export const draftAnswer = z
  .object({
    id: z.string(),
    merchantId: z.string().nullable(),
    policy: policyPart,
    retires: z.boolean(),
    authors: z.array(actor).readonly().openapi({ description: 'Everyone who wrote at it; none of them may publish it' }),
    publishedVersion: z.int().nullable(),
    createdAt: time,
    updatedAt: time,
  })
  .openapi('PolicyDraft')

export const versionAnswer = z
  .object({
    id: z.string(),
    version: z.int(),
    merchantId: z.string().nullable().openapi({ description: 'Null: the platform’s own' }),
    policy: policyForm.describe('Complete, as it stood when it was published'),
    part: policyPart.nullable().openapi({ description: 'Of a merchant’s: what is laid over the platform’s' }),
    retires: z.boolean(),
    effectiveAt: time,
    withdrawnAt: time.nullable(),
    publishedBy: z.string().nullable(),
    publishedPerson: z.string().nullable(),
    createdAt: time,
  })
  .openapi('PolicyVersion')

export const commentedPolicy = z.object({ version: z.string(), yaml: z.string() }).openapi('CommentedPolicy')

export const policyToCheck = z.strictObject({ policy: policyPart.nullable() })

export const checkedPolicy = z
  .object({
    problems: z.array(
      z.object({
        at: z.string().openapi({ example: 'instant.capFen' }),
        problem: z.string(),
        words: z.object({ zh: z.string(), en: z.string() }).openapi({ description: 'The same for who edits it' }),
      }),
    ),
    changes: z
      .array(z.object({ at: z.string(), from: z.string().nullable(), to: z.string().nullable() }))
      .openapi({ description: 'Settings that differ from the policy that holds, as JSON; none while anything is wrong' }),
  })
  .openapi('CheckedPolicy')
