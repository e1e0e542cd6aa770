/**
 * What `source` gives, in its order, fetched ahead of who takes it: until what waits weighs `most` or more together.
 * Throws what the source throws, after all that it gave; leaving the loop ends the source.
 */
export async function* runAhead<T>(source: AsyncIterable<T>, weigh: (item: T) => number, most: number): AsyncGenerator<T> {
  const waiting: T[] = []
  let weight = 0
  let isOver = false
  let wake = () => {}
  const change = () => new Promise<void>((resolve) => (wake = resolve))
  const fetching = (async () => {
    for await (const item of source) {
      waiting.push(item)
      weight += weigh(item)
      wake()
      while (weight >= most && !isOver) await change()
      if (isOver) return
    }
  })().finally(() => {
    isOver = true
    wake()
  })
  fetching.catch(() => {})
  try {
    for (;;) {
      const item = waiting.shift()
      if (item !== undefined) {
        weight -= weigh(item)
        wake()
        yield item
      } else if (isOver) return await fetching
      else await change()
    }
  } finally {
    isOver = true
    wake()
    await fetching.catch(() => {})
  }
}
