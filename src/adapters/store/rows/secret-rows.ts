import { type SQL, sql } from 'drizzle-orm'
import type { SecretRows } from '../../../ports/store/system.js'
import { markKeySetting, oldMarkSetting, sealKeySetting, sealMarkKey, unsealMarkKey } from '../check-secret.js'
import type { RowsContext } from '../rows-context.js'
import { type SealedColumn, sealedColumns } from '../sealed-columns.js'

type RawRow = readonly unknown[]

/** What is sealed under another key than the current one. */
export function secretRows(context: RowsContext): SecretRows {
  return {
    resealSome: async (limit, after) => {
      const place = after === null ? { at: 0, keys: null } : readPlace(after)
      const column = sealedColumns[place.at]
      if (!column) return { resealed: 0, next: null }
      const rows = await findOld(context, column, limit, place.keys)
      for (const row of rows) await reseal(context, column, row)
      const last = rows.length < limit ? undefined : rows.at(-1)
      const next = last ? { at: place.at, keys: keysOf(last) } : { at: place.at + 1, keys: null }
      return { resealed: rows.length, next: next.at < sealedColumns.length ? JSON.stringify(next) : null }
    },
    forgetOld: async () => {
      for (const column of sealedColumns) if ((await findOld(context, column, 1, null)).length > 0) return false
      await forgetOldKeys(context)
      return true
    },
  }
}

/** How far it came: a column of the list, and the key of the last row in it. */
interface ResealPlace {
  readonly at: number
  readonly keys: readonly string[] | null
}

function readPlace(text: string): ResealPlace {
  return JSON.parse(text) as ResealPlace
}

async function reseal({ db, vault }: RowsContext, column: SealedColumn, row: RawRow): Promise<void> {
  const keys = keysOf(row)
  const place = column.place(...keys)
  const again = vault.seal(place, vault.unseal(place, row[0] as Uint8Array))
  await db.execute(
    sql`UPDATE ${tableOf(column)} SET ${sql.identifier(column.column)} = ${again} WHERE (${keyNames(column)}) = (${listed(keys)})`,
  )
}

/** The value first, then the row's key, in the order of the keys. Nobody else changes these rows until the transaction ends. */
async function findOld(
  { db, vault }: RowsContext,
  column: SealedColumn,
  limit: number,
  after: readonly string[] | null,
): Promise<readonly RawRow[]> {
  const value = sql.identifier(column.column)
  // The length goes as SQL of its own: a parameter has no type there.
  const start = sql`substring(${value} FROM 1 FOR ${sql.raw(String(vault.header.length))})`
  const rows: readonly unknown[] = await db.execute(
    sql`SELECT ${value}, ${keyNames(column)} FROM ${tableOf(column)}
      WHERE ${start} <> ${vault.header} AND ${after ? sql`(${keyNames(column)}) > (${listed(after)})` : sql`true`}
      ORDER BY ${keyNames(column)} LIMIT ${limit} FOR UPDATE`,
  )
  return rows as readonly RawRow[]
}

async function forgetOldKeys({ db, vault }: RowsContext): Promise<void> {
  const rows: readonly unknown[] = await db.execute(sql`SELECT value FROM swiftproof.settings WHERE name = ${markKeySetting} FOR UPDATE`)
  const [[setting] = []] = rows as readonly RawRow[]
  const sealed = sealMarkKey(vault, unsealMarkKey(vault, String(setting)))
  await db.execute(sql`UPDATE swiftproof.settings SET value = ${sealed} WHERE name = ${markKeySetting}`)
  await db.execute(
    sql`DELETE FROM swiftproof.settings WHERE name = ${oldMarkSetting} OR (starts_with(name, ${sealKeySetting}) AND name <> ${`${sealKeySetting}${vault.keyIds[0]}`})`,
  )
}

function keysOf([, ...keys]: RawRow): string[] {
  return keys.map(String)
}

function tableOf({ table }: SealedColumn): SQL {
  return sql`swiftproof.${sql.identifier(table)}`
}

function keyNames({ keys }: SealedColumn): SQL {
  return sql.join(
    keys.map((name) => sql.identifier(name)),
    sql`, `,
  )
}

function listed(values: readonly string[]): SQL {
  return sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  )
}
