import { z } from '@hono/zod-openapi'
import { buyerForm, keyStatusForm, orderForm } from '../../intake/case-form.js'
import { filedClaim } from './cases.js'
import { readingAnswer } from './readings.js'
import { reportedVerdict } from './verdicts.js'

/** What is screened, besides the files. */
export const screenedClaim = z
  .object({
    claim: filedClaim,
    order: orderForm.nullable().optional().openapi({ description: 'Left out: the order known by the number of the claim' }),
    buyer: buyerForm.nullable().optional(),
    keyStatus: keyStatusForm.nullable().optional(),
  })
  .openapi('ScreenedClaim')

/** A screening as it is answered. */
export const screeningAnswer = z
  .object({
    verdict: reportedVerdict,
    caseId: z.string().nullable().openapi({ description: 'The case, when it was stored' }),
    evidence: z.array(
      z.object({
        file: z.string(),
        fault: z.object({ code: z.string(), title: z.string() }).nullable(),
        reading: readingAnswer.nullable(),
      }),
    ),
  })
  .openapi('Screening')

export type ScreeningAnswer = z.input<typeof screeningAnswer>
