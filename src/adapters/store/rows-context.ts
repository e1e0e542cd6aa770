import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { PgRemoteDatabase } from 'drizzle-orm/pg-proxy'
import { counters } from './platform-tables.js'
import type { Vault } from './vault.js'

/** What the rows of one transaction are asked with. */
export interface RowsContext {
  readonly db: PgRemoteDatabase
  readonly vault: Vault
  /** ISO 8601. */
  now(): string
  /** Of the opened store: who begins requests. */
  readonly processId: string
}

export interface PlatformContext extends RowsContext {
  readonly platformId: string
}

/** The row of this platform under this id: every question about one thing asks both. */
export function own(table: { platformId: PgColumn; id: PgColumn }, platformId: string, id: string): SQL | undefined {
  return and(eq(table.platformId, platformId), eq(table.id, id))
}

/** The next number of this platform's counter, without gaps: whoever else asks waits until this transaction ends. */
export async function countOn({ db, platformId }: PlatformContext, name: string): Promise<number> {
  const [row] = await db
    .insert(counters)
    .values({ platformId, name, value: 1 })
    .onConflictDoUpdate({ target: [counters.platformId, counters.name], set: { value: sql`${counters.value} + 1` } })
    .returning({ value: counters.value })
  return only(row).value
}

/** The row that an insert must have given. */
export function only<Row>(row: Row | undefined): Row {
  if (row === undefined) throw new Error('the database gave no row back')
  return row
}

/** A page of `limit` out of up to `limit + 1` rows. */
export function pageOf<Row extends { readonly id: string }>(
  rows: readonly Row[],
  limit: number,
): { rows: readonly Row[]; next: string | null } {
  const shown = rows.slice(0, limit)
  return { rows: shown, next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null }
}
