import { z } from '@hono/zod-openapi'
import { list, time } from './common.js'

const state = z.enum(['open', 'closed'])

/** Which disputes a list shows. */
export const disputeFilter = z.object({ state: state.optional() })

/** A dispute at a payment channel, as it is answered. */
export const disputeAnswer = z
  .object({
    id: z.string().openapi({ example: 'cmp_01jdq0v1f2e3d4c5b6a798yzxw' }),
    channel: z.enum(['alipay', 'wechat', 'balance', 'other']),
    number: z.string().openapi({ description: "The channel's own" }),
    state,
    at: time.openapi({ description: 'When the channel said so' }),
    words: z.string().openapi({ description: 'What the payer wrote there; card keys masked' }),
    payments: list(z.object({ paymentNumber: z.string().nullable(), merchantOrderNumber: z.string().nullable() })),
    orderNumbers: list(z.string()).openapi({ description: 'Orders that these payments belong to; none while nobody pushed one' }),
    caseId: z.string().nullable().openapi({ description: 'The latest case of these orders' }),
    createdAt: time,
    updatedAt: time,
  })
  .openapi('Dispute')

/** The draft of an answer to a dispute, in the channel's form. */
export const disputePack = z
  .object({
    words: z.string().openapi({ description: 'Chinese, at most 200 characters; card keys masked' }),
    pictures: list(z.object({ evidenceId: z.string(), file: z.string(), because: z.string() })).openapi({
      description: 'At most 4, the most telling first; `/pack/pictures/1` … gives each as a file, card keys covered',
    }),
  })
  .openapi('DisputePack')
