import { bigint, text } from 'drizzle-orm/pg-core'
import { platformId, schema, sealedBytes } from './columns.js'

// The tables of what is remembered across cases as queries see them; how they are made stands in migrations/.

export const memoryCases = schema.table('memory_cases', {
  id: bigint('id', { mode: 'number' }).generatedAlwaysAsIdentity(),
  platformId,
  caseId: text('case_id').notNull(),
  trace: sealedBytes('trace').notNull(),
})

export const memoryMarks = schema.table('memory_marks', { platformId, caseId: text('case_id').notNull(), mark: text('mark').notNull() })

export const memoryShots = schema.table('memory_shots', { platformId, caseId: text('case_id').notNull(), phash: text('phash').notNull() })
