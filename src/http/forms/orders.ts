import { z } from '@hono/zod-openapi'
import { buyerForm, contactForm, keyStatusForm, orderForm } from '../../intake/case-form.js'
import { list, time } from './common.js'

/** An order with its owner, as a platform pushes it. */
export const pushedOrder = z
  .object({
    order: orderForm,
    buyer: buyerForm.nullable().default(null),
    keyStatus: keyStatusForm.nullable().optional().openapi({ description: "The issuer's answer; left out: what is known stays" }),
  })
  .openapi('PushedOrder')

/** An order as it is answered; card keys masked without the scope `keys:reveal`. */
export const orderAnswer = z
  .object({
    id: z.string(),
    order: z.object({
      number: z.string(),
      paymentNumber: z.string().nullable(),
      merchantOrderNumber: z.string().nullable(),
      status: orderForm.shape.status,
      channel: orderForm.shape.channel,
      merchantId: z.string(),
      product: orderForm.shape.product,
      amountFen: z.int(),
      refundedFen: z.int(),
      refundNumbers: list(z.string()).optional(),
      payerId: z.string().optional(),
      currency: z.string(),
      createdAt: time,
      paidAt: time.nullable(),
      deliveredAt: time.nullable(),
      completedAt: time.nullable(),
      deliveredKeys: list(z.string()),
      notes: list(z.string()),
      channelDispute: z.enum(['none', 'open', 'closed', 'won-by-buyer', 'won-by-merchant']),
      payments: list(z.object({ number: z.string(), amountFen: z.int(), at: time })),
      merchantAnswer: z
        .object({ state: z.enum(['can-deliver', 'cannot-deliver', 'consents', 'objects']), at: time, words: z.string() })
        .nullable(),
      instantFunding: z.enum(['merchant', 'platform', 'none']),
      merchantContact: contactForm.nullable().exactOptional(),
    }),
    buyer: z
      .object({
        id: z.string(),
        creditScore: z.number(),
        accountAgeDays: z.number(),
        completedOrders: z.number(),
        refunds90d: z.number(),
        upheldAgainst365d: z.number(),
        deviceId: z.string().nullable(),
        contact: contactForm.nullable().exactOptional(),
      })
      .nullable(),
    keyStatus: z
      .object({
        state: z.enum(['unused', 'used', 'unknown']),
        usedAt: time.nullable(),
        usedBy: z.enum(['buyer', 'other', 'unknown']).nullable(),
        askedAt: time.nullable(),
      })
      .nullable(),
    createdAt: time,
    updatedAt: time,
  })
  .openapi('Order')

/** What became of a line of many. */
export const lineReport = z
  .object({
    received: z.int(),
    created: z.int(),
    changed: z.int(),
    same: z.int(),
    refused: z.int(),
    problems: z
      .array(z.object({ line: z.int().openapi({ description: 'From 1; of a CSV the heading is line 1' }), problem: z.string() }))
      .openapi({ description: 'The first 1000' }),
  })
  .openapi('OrderReport')
