import { describe, expect, it } from 'vitest'
import { runAhead } from '../../src/read/run-ahead.js'

describe('running ahead', () => {
  /** Gives 0 to `count` - 1, and tells how many were fetched and whether it was ended. */
  function source(count: number, fault?: Error) {
    const seen = { given: 0, isEnded: false }
    async function* items(): AsyncGenerator<number> {
      try {
        for (let item = 0; item < count; item++) {
          seen.given++
          yield item
        }
        if (fault) throw fault
      } finally {
        seen.isEnded = true
      }
    }
    return { seen, items: items() }
  }
  /** Lets everything happen that can happen without a taker. */
  const settle = async () => {
    for (let turn = 0; turn < 100; turn++) await Promise.resolve()
  }

  it('gives everything in order', async () => {
    const taken: number[] = []
    for await (const item of runAhead(source(50).items, () => 1, 4)) taken.push(item)
    expect(taken).toEqual(Array.from({ length: 50 }, (_, at) => at))
  })

  it('fetches while nobody takes, until what waits is heavy enough', async () => {
    const { seen, items } = source(50)
    const ahead = runAhead(items, () => 10, 35)
    await ahead.next()
    await settle()
    // One is taken; four of 10 are the first that weigh 35.
    expect(seen.given).toBe(5)
    await ahead.return(undefined)
  })

  it('fetches one at a time when each is heavier than all that may wait', async () => {
    const { seen, items } = source(5)
    let most = 0
    let taken = 0
    for await (const _ of runAhead(items, () => 100, 1)) {
      await settle()
      most = Math.max(most, seen.given - ++taken)
    }
    expect([taken, most]).toEqual([5, 1])
  })

  it('throws what the source throws, after all that it gave', async () => {
    const fault = new Error('torn')
    const taken: number[] = []
    const take = async () => {
      for await (const item of runAhead(source(3, fault).items, () => 1, 100)) taken.push(item)
    }
    await expect(take()).rejects.toBe(fault)
    expect(taken).toEqual([0, 1, 2])
  })

  it('ends the source when its taker leaves', async () => {
    const { seen, items } = source(50)
    for await (const item of runAhead(items, () => 1, 4)) if (item === 2) break
    expect(seen.isEnded).toBe(true)
    expect(seen.given).toBeLessThan(10)
  })
})
