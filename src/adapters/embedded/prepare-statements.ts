import { serialize } from 'pg-protocol'
import { writeValue } from './write-value.js'

/** What goes to the thread in one piece. */
export interface ThreadMessage {
  readonly bytes: Uint8Array
  /** To be called with whether the database did what it was asked. */
  answered?(isDone: boolean): void
}

/** Statements of one session as messages. */
export interface PreparedStatements {
  /** All messages of one statement at once: one trip to the thread. */
  write(text: string, params: readonly unknown[]): ThreadMessage
}

/**
 * A statement that comes again is parsed and planned once a minute instead of each time, which costs more than running it.
 * `nowMs`: milliseconds from anywhere.
 */
export function prepareStatements(nowMs: () => number = () => performance.now()): PreparedStatements {
  const known = new Map<string, Prepared>()
  let names = 0
  return {
    write: (text, params) => {
      const one = known.get(text)
      if (one) return again(one, text, params, nowMs())
      // Texts that grow with a list are many: those that never came again make way.
      if (known.size >= mostKnown) for (const [seen, { plannedAtMs }] of known) if (plannedAtMs === null) known.delete(seen)
      if (known.size < mostKnown) known.set(text, { name: `swiftproof_${++names}`, state: 'unplanned', plannedAtMs: null })
      return { bytes: Buffer.concat([parse('', text), ...run('', params)]) }
    },
  }
}

interface Prepared {
  readonly name: string
  /** `asked`: its plan is under way and may fail; who comes meanwhile goes without. */
  state: 'unplanned' | 'asked' | 'planned'
  plannedAtMs: number | null
}

/** Each plan takes tens of kilobytes. */
const mostKnown = 300

/** No longer: a plan is made for the size that a table has at the time. */
const plannedForMs = 60_000

function again(one: Prepared, text: string, params: readonly unknown[], nowMs: number): ThreadMessage {
  if (one.state === 'asked') return { bytes: Buffer.concat([parse('', text), ...run('', params)]) }
  const isPlanned = one.state === 'planned' && nowMs - (one.plannedAtMs ?? 0) < plannedForMs
  if (!isPlanned) {
    one.state = 'asked'
    one.plannedAtMs = nowMs
  }
  const anew = isPlanned ? [] : [serialize.close({ type: 'S', name: one.name }), parse(one.name, text)]
  return {
    bytes: Buffer.concat([...anew, ...run(one.name, params)]),
    answered: (isDone) => {
      if (!isPlanned) one.state = isDone ? 'planned' : 'unplanned'
      // Whatever went wrong may be the plan's fault (a table that was changed): the next one makes it anew.
      else if (!isDone && one.state === 'planned') one.state = 'unplanned'
    },
  }
}

function parse(name: string, text: string): Buffer {
  return serialize.parse({ text, types: [], name })
}

function run(statement: string, params: readonly unknown[]): Buffer[] {
  const values = params.map(writeValue)
  return [serialize.bind({ statement, values }), serialize.describe({ type: 'P' }), serialize.execute({}), serialize.sync()]
}
