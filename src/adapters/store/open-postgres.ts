import pg from 'pg'
import type { Store } from '../../ports/store.js'
import { commit } from './commit.js'
import { makeStore, type StoreOptions } from './make-store.js'
import type { StoreSession } from './store-database.js'

/** A statement that takes longer stops: it must not hold a connection for ever. */
const statementTimeoutMs = 30_000

/**
 * Opens the store on a PostgreSQL server (15 or newer) and brings its tables up to date; `url` is that of their owner, who may create roles.
 * Throws `store-unavailable`, `secret-key-changed` or `migration-failed`.
 */
export async function openPostgresStore(
  options: StoreOptions & { readonly url: string; readonly maxConnections?: number },
): Promise<Store> {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.maxConnections ?? 10,
    connectionTimeoutMillis: 10_000,
    statement_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: statementTimeoutMs,
    keepAlive: true,
  })
  // An idle connection that breaks is replaced by the pool; the next question tells whether the server is there.
  pool.on('error', () => undefined)
  const alone = async <T>(work: (session: StoreSession) => Promise<T>): Promise<T> => {
    const client = await pool.connect()
    // A connection that breaks between two questions says so here too: the next question fails.
    const ignore = () => undefined
    client.on('error', ignore)
    const session = sessionOf(client)
    let broken = true
    try {
      const result = await work(session)
      broken = false
      return result
    } catch (error) {
      broken = await session.query('ROLLBACK').then(
        () => false,
        () => true,
      )
      throw error
    } finally {
      client.off('error', ignore)
      client.release(broken)
    }
  }
  const transaction = <T>(begin: string, work: (session: StoreSession) => Promise<T>) =>
    alone(async (session) => {
      await session.query(begin)
      const result = await work(session)
      await commit(session)
      return result
    })
  return makeStore(
    {
      alone,
      transaction,
      look: transaction,
      close: () => pool.end(),
    },
    options,
  )
}

/** What is asked in one go waits here, one after the other: the client itself takes but one question at a time. */
function sessionOf(client: pg.PoolClient): StoreSession {
  let turn: Promise<unknown> = Promise.resolve()
  return {
    query: async (text, params) => {
      const asked: Promise<pg.QueryResult | pg.QueryArrayResult | pg.QueryResult[]> = turn.then(() =>
        params === undefined ? client.query(text) : client.query({ text, values: [...params], rowMode: 'array' }),
      )
      turn = asked.catch(() => undefined)
      const answer = await asked
      const last = Array.isArray(answer) ? answer.at(-1) : answer
      return { command: last?.command ?? '', rows: params === undefined ? [] : (last?.rows ?? []) }
    },
  }
}
