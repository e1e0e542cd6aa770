import { setTimeout } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { takingTurns } from '../../../src/adapters/text-reader/take-turns.js'

it('never lets more run than there are places, and serves in order', async () => {
  const takeTurn = takingTurns(2)
  const begun: number[] = []
  let running = 0
  let most = 0
  await Promise.all(
    Array.from({ length: 9 }, (_, i) =>
      takeTurn(async () => {
        begun.push(i)
        most = Math.max(most, ++running)
        await setTimeout(2)
        running--
      }),
    ),
  )
  expect(most).toBe(2)
  expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
})

it('gives the place on when work fails', async () => {
  const takeTurn = takingTurns(1)
  await expect(takeTurn(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect(await takeTurn(async () => 'next')).toBe('next')
})
