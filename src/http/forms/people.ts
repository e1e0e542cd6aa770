import { z } from '@hono/zod-openapi'
import { roles } from '../../model/person.js'
import { time } from './common.js'

const role = z.enum(roles)
const name = z.string().trim().min(1).max(100)
const merchantId = z.string().min(1).max(200).nullable()
const email = z.email().max(200)

/** Only looked at: what a good password is, `password-weak` says. */
const password = z.string().min(1).max(500)
const code = z.string().min(1).max(40).openapi({ description: 'The six digits, or a recovery code', example: '123456' })

export const personAnswer = z
  .object({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    role,
    merchantId: z.string().nullable(),
    state: z.enum(['invited', 'active', 'disabled']),
    hasTotp: z.boolean(),
    hasProvider: z.boolean().openapi({ description: 'Signed in by the identity provider before' }),
    lastSignInAt: time.nullable(),
    createdAt: time,
    updatedAt: time,
  })
  .openapi('Person')

export const linkedPerson = z
  .object({
    person: personAnswer,
    link: z.string().openapi({ description: 'Where the person sets its password; shown this once, good once, for seven days' }),
  })
  .openapi('LinkedPerson')

export const newPerson = z
  .object({
    email,
    name,
    role,
    merchantId: merchantId.default(null).openapi({ description: 'For the role merchant: whose cases it sees' }),
  })
  .openapi('NewPerson')

export const personChange = z
  .object({
    name: name.optional(),
    role: role.optional(),
    merchantId: merchantId.optional(),
    state: z.enum(['active', 'disabled']).optional(),
  })
  .openapi('PersonChange')

export const meAnswer = z
  .object({
    platformId: z.string(),
    mode: z.enum(['live', 'test']),
    scopes: z.array(z.string()),
    person: personAnswer.nullable().openapi({ description: 'null for an API key' }),
  })
  .openapi('Me')

/** How a sign-in stands. */
export const sessionAnswer = z
  .object({
    step: z
      .enum(['done', 'totp', 'enrol'])
      .openapi({ description: '`totp`: the code is still to come; `enrol`: one must be set up first' }),
    csrf: z.string().openapi({ description: 'Send it as `X-CSRF-Token` with every change' }),
  })
  .openapi('SignInState')

export const openSession = z
  .object({
    id: z.string(),
    isThisOne: z.boolean(),
    address: z.string(),
    agent: z.string(),
    createdAt: time,
    seenAt: time,
    expiresAt: time,
  })
  .openapi('OpenSession')

export const credentials = z.object({
  email: z.string().min(3).max(200),
  password,
  platformId: z
    .string()
    .min(1)
    .max(80)
    .nullable()
    .default(null)
    .openapi({ description: 'Where the address has accounts on several platforms' }),
})
export const joining = z.object({ token: z.string().min(20).max(100), password })
export const codeGiven = z.object({ code })
export const passwordGiven = z.object({ password: password.nullable().default(null) })
export const passwordChange = z.object({ current: password, next: password })
export const enrolment = z.object({ secret: z.string(), address: z.string().openapi({ description: 'otpauth://…, for a QR code' }) })
export const enrolled = sessionAnswer.extend({ recoveryCodes: z.array(z.string()) }).openapi('Enrolled')
export const signInWays = z.object({ password: z.literal(true), provider: z.string().nullable().openapi({ description: 'Its name' }) })
