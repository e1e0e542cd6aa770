import { z } from '@hono/zod-openapi'
import { timeForm } from '../../intake/case-form.js'
import { namedPerson } from './cases.js'
import { time } from './common.js'

const decision = z.enum(['pay', 'refuse', 'ask'])

/** A case to look at a second time without knowing how it was decided. */
export const offeredLook = z
  .object({
    item: z
      .object({ caseId: z.string(), until: time.openapi({ description: 'Held until then; asked again, it is held anew' }) })
      .nullable()
      .openapi({ description: 'null: there is none for who asks' }),
  })
  .openapi('OfferedLook')

export const secondLookBody = z.object({ decision, reasonCode: z.string().min(1).max(100).nullable().default(null) }).openapi('SecondLook')

/** What the first person had decided. It stays, whatever the second says. */
export const comparedLook = z
  .object({
    agrees: z.boolean().openapi({ description: 'The same decision; reason codes are told and not counted' }),
    first: z.object({ by: namedPerson, decision, reasonCode: z.string().nullable(), amountFen: z.int().nullable() }),
  })
  .openapi('ComparedLook')

export const agreementQuery = z.object({
  from: timeForm.optional().openapi({ description: 'Looked at then or later' }),
  until: timeForm.optional().openapi({ description: 'Looked at before then' }),
})

const agreement = z.object({
  looked: z.int(),
  agreed: z.int(),
  kappa: z
    .number()
    .nullable()
    .openapi({ description: "Cohen's kappa; null where chance alone would agree always, or nothing was looked at" }),
})

/** How far reviewers decide alike. */
export const agreementAnswer = z
  .object({
    all: agreement,
    pairs: z.array(agreement.extend({ first: namedPerson, second: namedPerson })),
    waiting: z.int().openapi({ description: 'Chosen, and not looked at yet' }),
  })
  .openapi('Agreement')
