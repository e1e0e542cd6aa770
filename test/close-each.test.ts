import { expect, it } from 'vitest'
import { closeEach } from '../src/close-each.js'

it('closes what comes after a part that cannot be closed, and tells of the first of those', async () => {
  const closed: string[] = []
  const failing = (name: string) => async () => {
    closed.push(name)
    throw new Error(name)
  }
  const closing = closeEach([() => closed.push('queue'), failing('pictures'), failing('limiter'), async () => closed.push('store')])
  await expect(closing).rejects.toThrow('pictures')
  expect(closed).toEqual(['queue', 'pictures', 'limiter', 'store'])
})
