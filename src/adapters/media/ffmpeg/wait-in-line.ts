/** Items on their way from one who cannot wait to one who takes them when it likes. */
export interface Line<T> {
  add(item: T): void
  /** Nothing more comes; `error` is thrown to who has taken all. */
  end(error?: unknown): void
  /** Called with true when what waits weighs enough, with false when there is room again. */
  onFull(listener: (isFull: boolean) => void): void
  /** All items in their order; for one taker. */
  items(): AsyncGenerator<T>
}

/** Begins with nobody in line; it is full when what waits weighs `most` together. */
export function waitInLine<T>(weigh: (item: T) => number, most: number): Line<T> {
  const waiting: T[] = []
  let weight = 0
  let isFull = false
  let over: { readonly error: unknown } | null = null
  let wake = () => {}
  let tell: (isFull: boolean) => void = () => {}
  const change = (by: number) => {
    weight += by
    if (isFull === weight >= most) return
    isFull = !isFull
    tell(isFull)
  }
  return {
    add(item) {
      waiting.push(item)
      change(weigh(item))
      wake()
    },
    end(error = null) {
      over ??= { error }
      wake()
    },
    onFull(listener) {
      tell = listener
    },
    async *items() {
      for (;;) {
        const item = waiting.shift()
        if (item !== undefined) {
          change(-weigh(item))
          yield item
        } else if (over) {
          if (over.error !== null) throw over.error
          return
        } else await new Promise<void>((resolve) => (wake = resolve))
      }
    },
  }
}
