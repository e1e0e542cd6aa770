import { Fault } from '../../errors.js'

/** What the store throws in the words of the port: what is not there is `file-not-found`, anything else `blob-store-unreachable`. */
export async function reachStore<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    throw inOurWords(what, cause)
  }
}

/** As `reachStore`, for a stream that may break on its way. */
export async function* reachStream(what: string, stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* stream
  } catch (cause) {
    throw inOurWords(what, cause)
  }
}

/** Whether this says, at any depth, that there is no such file or object. */
export function isMissing(cause: unknown): boolean {
  for (let each: unknown = cause; each instanceof Error; each = each.cause) {
    if ('code' in each && (each.code === 'ENOENT' || each.code === 'ENOTDIR')) return true
    if (each.name === 'NoSuchKey' || each.name === 'NotFound') return true
  }
  return false
}

/** What the store threw as a fault of the port. */
export function inOurWords(what: string, cause: unknown): Fault {
  if (cause instanceof Fault) return cause
  if (isMissing(cause)) return new Fault('file-not-found', what, { cause })
  return new Fault('blob-store-unreachable', `${what}: ${deepest(cause)}`, { cause })
}

/** flydrive wraps what the file system or S3 said. */
function deepest(cause: unknown): string {
  let each = cause
  while (each instanceof Error && each.cause instanceof Error) each = each.cause
  return each instanceof Error ? each.message : String(each)
}
