import pg from 'pg'
import { serialize } from 'pg-protocol'
import { Fault } from '../../errors.js'
import { giveTurns } from './give-turns.js'
import { holdFolder } from './hold-folder.js'
import { prepareStatements, type ThreadMessage } from './prepare-statements.js'
import { startThread, type ThreadAnswer } from './start-thread.js'

/** What one statement gave, of several the last one. Values are what node-postgres makes of them. */
export interface EmbeddedResult {
  /** The statement's tag: `SELECT`, `INSERT`, `COMMIT` … */
  readonly command: string
  readonly rowCount: number | null
  readonly fields: readonly { readonly name: string; readonly dataTypeID: number }[]
  readonly rows: readonly (readonly unknown[])[]
}

export interface EmbeddedSession {
  /** Without `params` the text may hold several statements. Throws `EmbeddedError` with PostgreSQL's code. */
  query(text: string, params?: readonly unknown[]): Promise<EmbeddedResult>
}

/**
 * PostgreSQL inside this process, in a thread of its own. It has one session: whoever asks waits for who came before.
 * What was committed survives the end of the process, however it ends; not that of the machine, as nothing is flushed.
 */
export interface EmbeddedDatabase extends EmbeddedSession {
  /** The session for `work` alone; what is not committed at its end is rolled back. Asking the database itself in it would wait for ever. */
  exclusive<T>(work: (session: EmbeddedSession) => Promise<T>): Promise<T>
  /** As `exclusive`, in a transaction that `begin` opens (several statements): resolved means committed. */
  transaction<T>(work: (session: EmbeddedSession) => Promise<T>, begin?: string): Promise<T>
  /** One statement in a transaction of its own that `begin` opens: a single trip to the thread, and who comes next need not wait for its answer. */
  once(begin: string, text: string, params?: readonly unknown[]): Promise<EmbeddedResult>
  /**
   * A session for who only looks: what it is asked in one go is one transaction that `begin` opens, one trip to the thread,
   * and who comes next need not wait for the answers. It goes before those who wait for a session.
   */
  looking(begin: string): EmbeddedSession
  /** Calls back for each NOTIFY on the channel until the returned function is called. */
  listen(channel: string, callback: (payload: string) => void): Promise<() => Promise<void>>
  close(): Promise<void>
}

/** An error of PostgreSQL, named as in node-postgres. */
class EmbeddedError extends Error {
  readonly code: string
  readonly constraint: string | undefined
  readonly detail: string | undefined

  constructor({ message, code, constraint, detail }: { message: string; code: string; constraint?: string; detail?: string }) {
    super(message)
    this.name = 'EmbeddedError'
    this.code = code
    this.constraint = constraint
    this.detail = detail
  }
}

/** Opens the database in `folder`, and makes it where there is none. Throws `data-folder-in-use` or `store-unavailable`. */
export async function openEmbeddedDatabase(folder: string): Promise<EmbeddedDatabase> {
  const lock = await holdFolder(folder)
  const listeners = new Map<string, Set<(payload: string) => void>>()
  const thread = await startThread(folder, (channel, payload) => {
    for (const callback of listeners.get(channel) ?? []) callback(payload)
  }).catch(async (fault: unknown) => {
    await lock.release()
    throw fault
  })
  const turns = giveTurns()
  let inTransaction = false
  // The end of a transaction that only looked, while somebody waits: it goes along with what he asks first.
  let owed: Uint8Array | null = null
  const asked = new Set<Promise<unknown>>()
  const ask: Ask = async ({ bytes, answered }) => {
    const asking = thread.ask(owed ? Buffer.concat([owed, bytes]) : bytes)
    owed = null
    const ended = asking.then(
      ({ status, error }) => {
        inTransaction = status !== 'I'
        answered?.(error === null)
      },
      () => undefined,
    )
    asked.add(ended)
    try {
      return await asking
    } finally {
      asked.delete(ended)
    }
  }
  const prepared = prepareStatements()
  const write: Write = (text, params) => (params ? prepared.write(text, params) : { bytes: serialize.query(text) })
  const session: EmbeddedSession = { query: async (text, params) => resultOf(await ask(write(text, params))) }
  const exclusive = <T>(work: (session: EmbeddedSession) => Promise<T>): Promise<T> =>
    turns.take(async () => {
      try {
        return await work(session)
      } finally {
        // Of several that were asked at once, one may have failed before the others were answered.
        await Promise.all(asked)
        if (owed && turns.waiting() === 0) await ask({ bytes: Buffer.alloc(0) })
        if (inTransaction && !owed) await session.query('ROLLBACK')
      }
    }, false)
  const end = async () => {
    const ended = thread.ask(commitMessage.bytes)
    inTransaction = false
    // PostgreSQL answers COMMIT with ROLLBACK when a statement had failed and nobody said so.
    if ((await ended).tags.at(-1) !== 'COMMIT') throw new Fault('internal', 'the transaction had failed before its end')
  }
  /** Sends in the turn, and gives the turn away: the thread answers in the order it was asked in. */
  const inPassing = async <T>(send: () => Promise<T>, isQuick: boolean): Promise<T> => {
    const { answer } = await turns.take(async () => ({ answer: send() }), isQuick)
    return answer
  }
  return {
    query: (text, params) => exclusive((alone) => alone.query(text, params)),
    exclusive,
    transaction: (work, begin = 'BEGIN') =>
      new Promise((resolve, reject) => {
        exclusive(async () => {
          const { result, wrote } = await inOneTransaction(ask, write, begin, work)
          await Promise.all(asked)
          // Who only looked has nothing to lose: he need not wait for the end. Who comes next need not, whatever it is.
          if (wrote) return void end().then(() => resolve(result), reject)
          owed = commitMessage.bytes
          resolve(result)
        }).catch(reject)
      }),
    once: async (begin, text, params) => {
      const send = () => ask(joined(serialize.query(begin), write(text, params), commitMessage.bytes))
      return resultOf(await inPassing(send, false), -2)
    },
    looking: (begin) =>
      lookInRounds(begin, write, (messages) => inPassing(() => Promise.all(messages.map((message) => ask(message))), true)),
    listen: async (channel, callback) => {
      const callbacks = listeners.get(channel) ?? new Set()
      listeners.set(channel, callbacks.add(callback))
      await exclusive(() => session.query(`LISTEN ${pg.escapeIdentifier(channel)}`))
      return async () => {
        callbacks.delete(callback)
        if (callbacks.size > 0 || listeners.get(channel) !== callbacks) return
        listeners.delete(channel)
        await exclusive(() => session.query(`UNLISTEN ${pg.escapeIdentifier(channel)}`))
      }
    },
    close: async () => {
      await turns.take(async () => undefined, false)
      await thread.close()
      await lock.release()
    },
  }
}

/** What is asked in one go is a round: begun before its first statement, ended after its last. */
function lookInRounds(
  begin: string,
  write: Write,
  send: (messages: readonly ThreadMessage[]) => Promise<readonly ThreadAnswer[]>,
): EmbeddedSession {
  let round: ThreadMessage[] = []
  let answers: Promise<readonly ThreadAnswer[]> | null = null
  const sendRound = () => {
    const messages = [{ bytes: serialize.query(begin) }, ...round, commitMessage]
    round = []
    answers = null
    return send(messages)
  }
  return {
    query: async (text, params) => {
      const at = round.push(write(text, params))
      answers ??= new Promise((resolve) => process.nextTick(() => resolve(sendRound())))
      const answer = (await answers)[at]
      if (!answer) throw new Fault('internal', 'the thread did not answer a question')
      return resultOf(answer)
    },
  }
}

type Ask = (message: ThreadMessage) => Promise<ThreadAnswer>
type Write = (text: string, params: readonly unknown[] | undefined) => ThreadMessage

const commitMessage: ThreadMessage = { bytes: serialize.query('COMMIT') }

function joined(before: Uint8Array, { bytes, ...message }: ThreadMessage, after: Uint8Array = Buffer.alloc(0)): ThreadMessage {
  return { ...message, bytes: Buffer.concat([before, bytes, after]) }
}

/** Leaves the end to the caller. `begin` goes along with the first statement. */
async function inOneTransaction<T>(
  ask: Ask,
  write: Write,
  begin: string,
  work: (session: EmbeddedSession) => Promise<T>,
): Promise<{ readonly result: T; readonly wrote: boolean }> {
  let opening: Buffer | null = serialize.query(begin)
  let wrote = false
  const query: EmbeddedSession['query'] = async (text, params) => {
    const message = write(text, params)
    const sent = opening ? joined(opening, message) : message
    opening = null
    const answer = await ask(sent)
    // A statement that failed counts too: who swallowed that shall not take the end for a success.
    if (answer.error || !answer.tags.at(-1)?.startsWith('SELECT')) wrote = true
    return resultOf(answer)
  }
  return { result: await work({ query }), wrote }
}

/** `at`: which of the statements it is about, from the end; only one of them may give rows. */
function resultOf({ error, tags, fields, rows }: ThreadAnswer, at = -1): EmbeddedResult {
  if (error) throw new EmbeddedError(error)
  const tag = tags.at(at) ?? ''
  const parsers = fields.map(({ dataTypeID }) => pg.types.getTypeParser(dataTypeID, 'text'))
  const count = /(\d+)$/.exec(tag)?.[1]
  return {
    command: tag.split(' ')[0] ?? '',
    rowCount: count === undefined ? null : Number(count),
    fields,
    rows: rows.map((row) => row.map((value, at) => (value === null ? null : parsers[at]?.(value)))),
  }
}
