import { customType, pgSchema, text } from 'drizzle-orm/pg-core'

/** A point in time, ISO 8601 in UTC to the millisecond. */
export const instant = customType<{ data: string; driverData: string | Date }>({
  dataType: () => 'timestamptz',
  toDriver: (value) => value,
  fromDriver: (value) => new Date(value).toISOString(),
})

/** PostgreSQL's bigint, of which no column comes near 2^53. */
export const bigNumber = customType<{ data: number; driverData: string }>({
  dataType: () => 'bigint',
  toDriver: (value) => String(value),
  fromDriver: Number,
})

/** A document sealed by the vault. */
export const sealedBytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' })

/**
 * JSON as it was written. Not jsonb: that reorders keys and refuses U+0000 and lone surrogates, which people do send.
 */
export const document = <T>(name: string) =>
  customType<{ data: T; driverData: string }>({
    dataType: () => 'json',
    toDriver: (value) => JSON.stringify(value),
    // Drivers parse this type by themselves.
    fromDriver: (value) => value as T,
  })(name)

/** Every table stands in it. */
export const schema = pgSchema('swiftproof')

export const platformId = text('platform_id').notNull()
export const id = text('id').primaryKey()
export const createdAt = instant('created_at').notNull()
export const updatedAt = instant('updated_at').notNull()
