import { afterEach, expect, it, vi } from 'vitest'
import { tellSeldom } from '../../../src/adapters/jobs/tell-seldom.js'

afterEach(() => {
  vi.useRealTimers()
})

it('tells the same words once a minute, and others at once', () => {
  vi.useFakeTimers()
  const told: string[] = []
  const tell = tellSeldom((words) => told.push(words))
  for (let again = 0; again < 50; again++) tell('Redis: gone')
  tell('Redis: out of memory')
  expect(told).toEqual(['Redis: gone', 'Redis: out of memory'])
  vi.advanceTimersByTime(60_000)
  tell('Redis: gone')
  expect(told).toEqual(['Redis: gone', 'Redis: out of memory', 'Redis: gone'])
})
