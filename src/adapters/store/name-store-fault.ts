import { DrizzleQueryError } from 'drizzle-orm/errors'
import { Fault } from '../../errors.js'

const anotherTry = new Set(['40001', '40P01'])
const unreachable = /^(08...|57P0[123]|53300|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH|EAI_AGAIN|ENOENT)$/
const unreachableWords =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable/i

/** Two transactions were in each other's way (serialization failure, deadlock): the same may succeed now. */
export function isWorthAnotherTry(error: unknown): boolean {
  return anotherTry.has(codeOf(error))
}

/** An error of a driver as a fault of ours; other errors as they are. */
export function nameStoreFault(error: unknown): unknown {
  const cause = rootOf(error)
  if (cause instanceof Fault) return cause
  const words = cause instanceof Error ? cause.message : String(cause)
  if (unreachable.test(codeOf(error)) || unreachableWords.test(words)) {
    return new Fault('store-unavailable', words || codeOf(error), { cause: error })
  }
  return cause
}

/** drizzle wraps what a query throws, and the words then hold the parameters: buyers' data that belongs in no log. */
function rootOf(error: unknown): unknown {
  return error instanceof DrizzleQueryError && error.cause ? rootOf(error.cause) : error
}

function codeOf(error: unknown): string {
  const cause = rootOf(error)
  return cause instanceof Error && 'code' in cause ? String(cause.code) : ''
}
