import { createConnection } from 'mysql2/promise'
import { Fault } from '../../errors.js'
import type { Row } from './shop.js'

/** Asks a shop's MySQL for the row of one order, in a read-only transaction. Null when there is none. Throws `order-source-unavailable`. */
export async function askShop(url: string, query: string, orderNumber: string): Promise<Row | null> {
  try {
    const connection = await createConnection({
      uri: url,
      connectTimeout: answerMs,
      dateStrings: true,
      decimalNumbers: false,
      bigNumberStrings: true,
      supportBigNumbers: true,
    })
    try {
      await connection.query('SET SESSION TRANSACTION READ ONLY')
      await connection.query('START TRANSACTION READ ONLY')
      const [rows] = await connection.execute({ sql: query, timeout: answerMs }, [orderNumber])
      await connection.query('COMMIT')
      const [row] = rows as Row[]
      return row ?? null
    } finally {
      connection.destroy()
    }
  } catch (cause) {
    throw new Fault('order-source-unavailable', cause instanceof Error && 'code' in cause ? String(cause.code) : 'MySQL does not answer', {
      cause,
    })
  }
}

const answerMs = 10_000
