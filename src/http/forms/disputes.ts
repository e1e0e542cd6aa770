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
