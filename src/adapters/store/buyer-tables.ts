import { primaryKey, text } from 'drizzle-orm/pg-core'
import type { ChallengeAction } from '../../model/challenge-action.js'
import type { BuyerLinkRow } from '../../ports/store/buyer-links.js'
import { id, instant, platformId, schema } from './columns.js'

// The tables of the buyer's page as queries see them (migrations/0013-buyer-links.sql).

const caseId = text('case_id').notNull()
const expiresAt = instant('expires_at').notNull()

export const buyerLinks = schema.table('buyer_links', {
  id,
  platformId,
  caseId,
  tokenHash: text('token_hash').notNull(),
  embedOrigin: text('embed_origin'),
  language: text('language').$type<BuyerLinkRow['language']>().notNull(),
  createdBy: text('created_by').notNull(),
  createdAt: instant('created_at').notNull(),
  expiresAt,
  revokedAt: instant('revoked_at'),
})

export const challenges = schema.table('challenges', {
  id,
  platformId,
  caseId,
  code: text('code').notNull(),
  action: text('action').$type<ChallengeAction>(),
  issuedAt: instant('issued_at').notNull(),
  expiresAt,
})

export const announcedUploads = schema.table(
  'announced_uploads',
  {
    platformId,
    caseId,
    sha256: text('sha256').notNull(),
    uploadId: text('upload_id').notNull(),
    announcedAt: instant('announced_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.platformId, table.caseId, table.sha256] })],
)
