import { z } from 'zod'

const text = z.string().max(20_000)
const id = z.string().min(1).max(200)
/** A time with offset, as clocks show them: databases refuse the year 0, and offsets beyond 14 hours. */
export const timeForm = z.iso
  .datetime({ offset: true, error: 'expected an ISO 8601 time with offset' })
  .refine((text) => /^(19[7-9]|2[01])/.test(text) && !/[+-](1[5-9]|2\d):\d\d$/.test(text), 'expected a time from 1970 to 2199')
const count = z.int({ error: 'expected integer' }).min(0)
const fen = z.int({ error: 'expected integer' }).min(0)

/** What contracts.md calls optional may be left out or null; both mean the default. */
const optional = <Inner extends z.ZodType, Default>(inner: Inner, fallback: Default) =>
  inner.nullish().transform((value) => value ?? fallback)

const payment = z.object({ number: id, amountFen: fen, at: timeForm })

const merchantAnswer = z.object({
  state: z.enum(['can-deliver', 'cannot-deliver', 'consents', 'objects']),
  at: timeForm,
  words: text.default(''),
})

/** Where a buyer or a merchant is told what becomes of a claim. */
export const contactForm = z.object({
  email: z.email().max(254).nullable().default(null),
  phone: z
    .string()
    .regex(/^\+?\d{5,15}$/, 'expected digits, with or without country code')
    .nullable()
    .default(null),
  language: z.enum(['zh', 'en']).default('zh'),
})

/** An order as the platform tells it. */
export const orderForm = z.object({
  number: id,
  paymentNumber: id.nullable().default(null),
  merchantOrderNumber: id.nullable().default(null),
  status: z.enum(['unpaid', 'paid', 'delivered', 'completed', 'closed', 'refunded']),
  channel: z.enum(['alipay', 'wechat', 'balance', 'other']),
  merchantId: id,
  product: z.object({ id, name: text, kind: z.enum(['card-key', 'top-up', 'account', 'membership', 'licence']) }),
  amountFen: fen,
  refundedFen: fen.default(0),
  refundNumbers: z.array(id).max(1000).optional(),
  payerId: id.optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'expected three capital letters (ISO 4217)')
    .default('CNY'),
  createdAt: timeForm,
  paidAt: timeForm.nullable().default(null),
  deliveredAt: timeForm.nullable().default(null),
  completedAt: timeForm.nullable().default(null),
  deliveredKeys: z.array(text).max(10_000).default([]),
  notes: optional(z.array(text).max(10_000), []),
  channelDispute: z.enum(['none', 'open', 'closed', 'won-by-buyer', 'won-by-merchant']).default('none'),
  payments: optional(z.array(payment).max(1000), []),
  merchantAnswer: merchantAnswer.nullable().default(null),
  instantFunding: optional(z.enum(['merchant', 'platform', 'none']), 'merchant' as const),
  merchantContact: contactForm.nullable().exactOptional(),
})

/** An order's owner as the platform tells it. */
export const buyerForm = z.object({
  id,
  creditScore: z.number().min(0).max(1000),
  accountAgeDays: z.number().min(0),
  completedOrders: count,
  refunds90d: count,
  upheldAgainst365d: count,
  deviceId: id.nullable().default(null),
  contact: contactForm.nullable().exactOptional(),
})

/** A claim as it is filed. */
export const claimForm = z.object({
  orderNumber: id.nullable().default(null),
  reason: z.enum([
    'not-delivered',
    'activation-failed',
    'key-invalid',
    'key-already-used',
    'wrong-product',
    'top-up-not-received',
    'not-as-described',
    'duplicate-payment',
    'changed-mind',
    'other',
  ]),
  statement: optional(text, ''),
  submittedAt: timeForm,
  buyerId: id,
  door: z.enum(['order-page', 'customer-service']).default('order-page'),
})

/** The issuer's answer as the platform passes it on. */
export const keyStatusForm = z.object({
  state: z.enum(['unused', 'used', 'unknown']),
  usedAt: timeForm.nullable().default(null),
  usedBy: z.enum(['buyer', 'other', 'unknown']).nullable().default(null),
  askedAt: timeForm.nullable().default(null),
})

/** What a buyer can say a piece of evidence is. */
export const evidenceKindForm = z.enum([
  'order-page',
  'payment-receipt',
  'activation-failure',
  'activation-recording',
  'support-chat',
  'licence-status',
  'merchant-promise',
  'other',
])

const evidenceItem = z.object({
  file: z.string().min(1).max(1000).refine(staysInside, 'expected a path inside the case folder, like evidence/1.png'),
  as: evidenceKindForm.nullable().default(null),
  uploadedAt: timeForm.nullable().default(null),
})

/** The form of `case.json` (contracts.md, "A case folder"): what may be left out gets its default, unknown keys are left aside. */
export const caseForm = z.object({
  id,
  platform: id,
  claim: claimForm,
  order: orderForm.nullable().default(null),
  buyer: buyerForm.nullable().default(null),
  keyStatus: optional(keyStatusForm, { state: 'unknown' as const, usedAt: null, usedBy: null, askedAt: null }),
  policy: z.unknown().optional(),
  now: timeForm.nullish(),
  evidence: optional(z.array(evidenceItem).max(100), []),
})

/** Relative, of plain names, on every system: no way up, no drive, no backslash, no control character. */
function staysInside(path: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a NUL ends the path early for the system below
  if (/[\u0000-\u001f\\]/.test(path) || /^[a-z]:/i.test(path) || path.startsWith('/')) return false
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
}
