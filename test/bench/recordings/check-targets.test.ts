import { describe, expect, it } from 'vitest'
import { checkTargets, isMet } from '../../../bench/recordings/check-targets.js'
import type { Measured } from '../../../bench/recordings/clip-reading.js'
import { scoreClip } from '../../../bench/recordings/score-clip.js'
import { readingOf, screenOf, truthOf } from './truth-of.js'

const truth = truthOf({
  screens: [screenOf(0, 30_000, { texts: ['激活失败'], fields: [{ type: 'error-code', value: 'Q00301' }] })],
})
const reading = readingOf({
  kept: [{ frameMs: 0, untilMs: 30_000, lines: ['激活失败'] }],
  fields: [{ type: 'error-code', value: 'Q00301', confidence: 1 }],
})
const measured = (ms: number, given: Partial<Measured> = {}): Measured[] => [
  { reading, fault: null, ms, startMs: 0, reader: 'fake', peakMb: 500, ...given },
]
const targetsOf = (ours: Measured[], everyFrame: Measured[]) => {
  const runs = new Map([
    ['ours', ours],
    ['every-frame', everyFrame],
  ] as const)
  return new Map(checkTargets([scoreClip('clip.mp4', truth, [1], runs)]).map((target) => [target.what, target]))
}

describe('checkTargets', () => {
  it('meets what was measured on a recording that is read well', () => {
    const targets = targetsOf(measured(5000), measured(30_000))
    const missed = [...targets.values()].filter((target) => !isMet(target) && !Number.isNaN(target.measured))
    expect(missed).toEqual([])
    expect(targets.get("of (a)'s time on the 30 s recordings")?.measured).toBeCloseTo(1 / 6)
  })

  it('misses what (a) reads and ours does not', () => {
    const target = targetsOf(measured(5000, { reading: readingOf() }), measured(30_000)).get('fields read of those that (a) reads')
    expect(target).toMatchObject({ measured: 0 })
    expect(target && isMet(target)).toBe(false)
  })

  it('takes a target that nothing was measured for as not met', () => {
    const target = targetsOf(measured(5000), measured(30_000)).get("of (a)'s time on the 120 s recordings")
    expect(target && isMet(target)).toBe(false)
  })

  it('counts a recording that ours cannot read', () => {
    const targets = targetsOf(measured(100, { reading: null, fault: 'the recording is damaged' }), measured(30_000))
    expect(targets.get('recordings not read')?.measured).toBe(1)
  })
})
