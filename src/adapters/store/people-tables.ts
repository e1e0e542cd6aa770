import { boolean, integer, text } from 'drizzle-orm/pg-core'
import type { Role, SessionStep } from '../../model/person.js'
import type { PersonRow } from '../../ports/store/people.js'
import { bigNumber, createdAt, id, instant, platformId, schema, sealedBytes, updatedAt } from './columns.js'

// The tables of people as queries see them (migrations/0008-people.sql).

export const people = schema.table('people', {
  id,
  platformId,
  email: text('email').notNull(),
  name: text('name').notNull(),
  role: text('role').$type<Role>().notNull(),
  merchantId: text('merchant_id'),
  state: text('state').$type<PersonRow['state']>().notNull(),
  passwordHash: text('password_hash'),
  totpSecret: sealedBytes('totp_secret'),
  isTotpConfirmed: boolean('totp_confirmed').notNull(),
  totpStep: bigNumber('totp_step'),
  recoveryHashes: text('recovery_hashes').array().notNull(),
  subject: text('provider_subject'),
  linkHash: text('link_hash'),
  linkExpiresAt: instant('link_expires_at'),
  lastSignInAt: instant('last_sign_in_at'),
  createdAt,
  updatedAt,
})

export const sessions = schema.table('sessions', {
  id,
  platformId,
  personId: text('person_id').notNull(),
  tokenHash: text('token_hash').notNull(),
  step: text('step').$type<SessionStep>().notNull(),
  address: text('address').notNull(),
  agent: text('agent').notNull(),
  createdAt,
  seenAt: instant('seen_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
})

export const signInTries = schema.table('sign_in_tries', {
  key: text('key').primaryKey(),
  failures: integer('failures').notNull(),
  lastAt: instant('last_at').notNull(),
  blockedUntil: instant('blocked_until'),
})
