import { Fault } from '../../errors.js'

/**
 * The items of `source` as long as waiting for them takes no more than `timeoutMs` in all, else `giveUp` is called (it
 * must make the source end) and `reading-timed-out` thrown. Time the receiver takes is not counted.
 */
export async function* withPatience<T>(source: AsyncIterable<T>, timeoutMs: number, name: string, giveUp: () => void): AsyncGenerator<T> {
  let leftMs = timeoutMs
  let isOver = false
  const iterator = source[Symbol.asyncIterator]()
  try {
    for (;;) {
      const askedAtMs = performance.now()
      const timer = setTimeout(() => {
        isOver = true
        giveUp()
      }, leftMs)
      const next = await iterator.next().finally(() => clearTimeout(timer))
      leftMs = Math.max(0, leftMs - (performance.now() - askedAtMs))
      if (isOver || leftMs === 0) throw new Fault('reading-timed-out', `${name} was not decoded within ${timeoutMs} ms`)
      if (next.done) return
      yield next.value
    }
  } finally {
    await iterator.return?.(undefined)
  }
}
