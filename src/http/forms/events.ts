import { z } from '@hono/zod-openapi'
import { list, time } from './common.js'

/** Every event there is (contracts.md). */
export const eventType = z.enum([
  'case.opened',
  'case.more_evidence_requested',
  'case.in_review',
  'case.decided',
  'case.decision_dropped',
  'case.signature_near',
  'case.deadline_near',
  'case.deadline_passed',
  'case.appealed',
  'case.arbitration_opened',
  'case.on_hold',
  'case.closed',
  'refund.requested',
  'refund.succeeded',
  'refund.failed',
  'refund.held',
  'refund.stuck',
  'breaker.tripped',
])

export const eventAnswer = z
  .object({ id: z.string(), type: eventType, caseId: z.string().nullable(), data: z.unknown(), createdAt: time })
  .openapi('Event')

export const endpointAnswer = z
  .object({
    id: z.string(),
    url: z.string(),
    types: list(eventType).nullable().openapi({ description: 'null: every type' }),
    disabled: z.boolean(),
    oldSecretUntil: time.nullable().openapi({ description: 'Until then the secret before the present one signs too' }),
    createdAt: time,
    updatedAt: time,
  })
  .openapi('WebhookEndpoint')

export const endpointWithSecret = endpointAnswer
  .extend({ secret: z.string().openapi({ description: 'Shown this once' }) })
  .openapi('WebhookEndpointWithSecret')

const url = z.url({ protocol: /^https?$/ }).max(2000)
const types = z.array(eventType).min(1).max(20).nullable()

export const newEndpoint = z.object({ url, types: types.default(null) }).openapi('NewWebhookEndpoint')
export const endpointChange = z
  .object({ url: url.optional(), types: types.optional(), disabled: z.boolean().optional() })
  .openapi('WebhookEndpointChange')

const deliveryState = z.enum(['waiting', 'delivered', 'given-up'])

export const deliveryAnswer = z
  .object({
    id: z.string(),
    endpointId: z.string(),
    eventId: z.string(),
    eventType,
    caseId: z.string().nullable(),
    state: deliveryState,
    attempts: z.int(),
    nextAt: time.nullable(),
    startedAt: time,
    lastAnswer: z.object({ at: time, status: z.int().nullable(), durationMs: z.number(), text: z.string() }).nullable(),
    createdAt: time,
  })
  .openapi('Delivery')

export const deliveryFilter = z.object({
  endpointId: z.string().min(1).max(80).optional(),
  eventId: z.string().min(1).max(80).optional(),
  caseId: z.string().min(1).max(80).optional(),
  state: deliveryState.optional(),
})
