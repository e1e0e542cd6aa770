import { describe, expect, it } from 'vitest'
import { measurePace } from '../../src/read/measure-pace.js'

describe('measurePace', () => {
  it('takes times rounded to milliseconds for a constant rate', () => {
    expect(
      paceOf(
        Array.from({ length: 90 }, (_, i) => Math.round((i * 1000) / 30)),
        3000,
      ),
    ).toEqual({
      frameCount: 90,
      framesPerSecond: 30,
      isVariableRate: false,
    })
  })

  it('tells a recorder that writes a frame only when something changes', () => {
    const times = Array.from({ length: 60 }, (_, i) => i * 17 + (i % 7 === 0 ? 0 : 9) + Math.floor(i / 10) * 400)
    expect(paceOf(times, 3500).isVariableRate).toBe(true)
  })

  it('says nothing of too few frames', () => {
    expect(paceOf([], 0)).toEqual({ frameCount: 0, framesPerSecond: 0, isVariableRate: false })
    expect(paceOf([0, 900], 1000).isVariableRate).toBe(false)
  })
})

function paceOf(times: readonly number[], endMs: number) {
  const pace = measurePace()
  for (const ms of times) pace.see(ms)
  return pace.tell(endMs)
}
