import { describe, expect, it } from 'vitest'
import { giveTurns } from '../../../src/adapters/embedded/give-turns.js'

describe('turns', () => {
  /** Takes the first turn, lets all of `names` queue up behind it, and gives the order in which they ran; `q` begins the quick ones. */
  const orderOf = async (names: readonly string[]) => {
    const turns = giveTurns()
    const ran: string[] = []
    let letGo = () => {}
    const first = turns.take(() => new Promise<void>((resolve) => (letGo = resolve)), false)
    const all = names.map((name) => turns.take(async () => void ran.push(name), name.startsWith('q')))
    expect(turns.waiting()).toBe(names.length)
    letGo()
    await Promise.all([first, ...all])
    return ran
  }

  it('lets who is quick go before who came earlier, and keeps the order among equals', async () => {
    expect(await orderOf(['a', 'q1', 'b', 'q2'])).toEqual(['q1', 'q2', 'a', 'b'])
  })

  it('keeps nobody waiting for ever, however many quick ones there are', async () => {
    const quick = Array.from({ length: 25 }, (_, at) => `q${at}`)
    const ran = await orderOf(['a', 'b', ...quick])
    expect(ran.indexOf('a')).toBe(10)
    expect(ran.indexOf('b')).toBe(21)
  })

  it('goes on after one that fails, and tells only its own', async () => {
    const turns = giveTurns()
    const failing = turns.take(() => Promise.reject(new Error('no')), false)
    const next = turns.take(async () => 1, false)
    await expect(failing).rejects.toThrow('no')
    expect(await next).toBe(1)
  })
})
