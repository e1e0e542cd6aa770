import { EventEmitter } from 'node:events'
import type { PgNotification, PgPool, PgPoolClient, PgQueryResult } from 'bullmq'
import { DEFAULT_SCHEMA } from 'bullmq'
import { Fault } from '../../errors.js'
import type { EmbeddedDatabase, EmbeddedResult, EmbeddedSession } from '../embedded/database.js'

/**
 * A `pg.Pool` for BullMQ over the embedded database's one session: a query has the queue's search path for itself alone,
 * from `BEGIN` to `COMMIT` a client has the session, and clients that listen to a channel share one LISTEN.
 */
export function openSessionPool(database: EmbeddedDatabase): PgPool {
  const ears = new Ears(database)
  return Object.assign(new EventEmitter().setMaxListeners(0), {
    // BullMQ asks whether a dropped line would be noticed; here is none that could drop.
    options: { keepAlive: true },
    query: (text: string, params?: readonly unknown[]) => paced(() => queryAlone(database, text, params)),
    connect: async () => new SessionClient(database, ears) as unknown as PgPoolClient,
    end: () => ears.close(),
  }) as unknown as PgPool
}

/**
 * BullMQ's workers wait before they ask again only after what they know as a lost connection, by the word ECONNREFUSED. A database
 * that is gone answers in the same instant: asked on without a pause, this process would come to nothing else, not even to its end.
 */
async function paced<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (cause) {
    if (cause instanceof Fault && cause.code === 'store-unavailable') throw new Error(`ECONNREFUSED: ${cause.detail}`, { cause })
    throw cause
  }
}

/** In a transaction, so that the search path is the store's again whatever happens. */
async function queryAlone(database: EmbeddedDatabase, text: string, params?: readonly unknown[]): Promise<PgQueryResult> {
  return asPgResult(await database.once(`BEGIN; SET LOCAL search_path TO ${DEFAULT_SCHEMA}`, text, params))
}

function asPgResult({ fields, rows, rowCount }: EmbeddedResult): PgQueryResult {
  return { rows: rows.map((row) => Object.fromEntries(fields.map(({ name }, at) => [name, row[at]]))), rowCount }
}

class SessionClient extends EventEmitter {
  readonly #database: EmbeddedDatabase
  readonly #ears: Ears
  #held: HeldSession | null = null

  constructor(database: EmbeddedDatabase, ears: Ears) {
    super()
    this.#database = database
    this.#ears = ears
  }

  query(text: string, params?: readonly unknown[]): Promise<PgQueryResult> {
    return paced(() => this.#ask(text, params))
  }

  release(): void {
    this.#ears.leave(this.#hear)
    this.#letGo()
  }

  async #ask(text: string, params?: readonly unknown[]): Promise<PgQueryResult> {
    const words = text.replace(/--.*$/gm, '').trim()
    const channel = /^LISTEN\s+(\w+)\s*;?$/i.exec(words)?.[1]
    if (channel) {
      await this.#ears.open(channel, this.#hear)
      return { rows: [] }
    }
    if (/^BEGIN\s*;?$/i.test(words)) this.#held = await holdSession(this.#database)
    if (!this.#held) return queryAlone(this.#database, text, params)
    const result = asPgResult(await this.#held.session.query(text, params))
    if (/^(COMMIT|ROLLBACK)\s*;?$/i.test(words)) this.#letGo()
    return result
  }

  readonly #hear = (message: PgNotification): void => {
    this.emit('notification', message)
  }

  /** What was not committed is rolled back by the database. */
  #letGo(): void {
    this.#held?.letGo()
    this.#held = null
  }
}

interface HeldSession {
  readonly session: EmbeddedSession
  letGo(): void
}

/** Keeps the session between calls, where the database gives it for the time of one function. */
function holdSession(database: EmbeddedDatabase): Promise<HeldSession> {
  return new Promise((resolve, reject) => {
    database.exclusive((session) => new Promise<void>((letGo) => resolve({ session, letGo }))).catch(reject)
  })
}

interface Channel {
  readonly hearers: Set<(message: PgNotification) => void>
  readonly opened: Promise<() => Promise<void>>
}

/** One LISTEN a channel, however many hear it; it stays until `close`, as workers come back to it. */
class Ears {
  readonly #database: EmbeddedDatabase
  readonly #channels = new Map<string, Channel>()

  constructor(database: EmbeddedDatabase) {
    this.#database = database
  }

  async open(name: string, hearer: (message: PgNotification) => void): Promise<void> {
    const channel = this.#channels.get(name) ?? this.#openChannel(name)
    channel.hearers.add(hearer)
    await channel.opened
  }

  leave(hearer: (message: PgNotification) => void): void {
    for (const { hearers } of this.#channels.values()) hearers.delete(hearer)
  }

  async close(): Promise<void> {
    const channels = [...this.#channels.values()]
    this.#channels.clear()
    await Promise.allSettled(channels.map(async ({ opened }) => (await opened)()))
  }

  #openChannel(name: string): Channel {
    const hearers: Channel['hearers'] = new Set()
    const opened = this.#database.listen(name, (payload) => {
      for (const hearer of hearers) hearer({ channel: name, payload })
    })
    const channel = { hearers, opened }
    this.#channels.set(name, channel)
    return channel
  }
}
