import { describe, expect, it } from 'vitest'
import { caseTypes } from '../../../bench/desk/case-types.js'
import { type DecidedCase, findMissed, median } from '../../../bench/desk/sum-up-decisions.js'

const decided = caseTypes.map(
  (type): DecidedCase => ({ type, interactions: 3, openMs: 90, pictureMs: 120, decideMs: 200, made: type.decision }),
)
const changed = (change: Partial<DecidedCase>) => [{ ...decided[0], ...change } as DecidedCase, ...decided.slice(1)]

describe('findMissed', () => {
  it('finds nothing where each type was decided rightly by as many interactions as are promised', () => {
    expect(findMissed(decided, caseTypes, 3)).toEqual([])
  })

  it('names a type that took more, that was decided otherwise, and that never came', () => {
    const { slug = '' } = caseTypes[0] ?? {}
    expect(findMissed(changed({ interactions: 4 }), caseTypes, 3)).toEqual([`${slug}: 4 interactions`])
    expect(findMissed(changed({ made: 'pay' }), caseTypes, 3)).toEqual([`${slug}: pay instead of refuse`])
    expect(findMissed(decided.slice(1), caseTypes, 3)).toEqual([`${slug}: never decided`])
  })
})

describe('the types of case', () => {
  it('are ten, each with a case of its own, and every decision is right for one of them', () => {
    expect(new Set(caseTypes.map(({ slug }) => slug)).size).toBe(10)
    expect(new Set(caseTypes.map(({ decision }) => decision)).size).toBe(4)
  })
})

describe('median', () => {
  it('is the middle one, whatever their order', () => {
    expect(median([9, 1, 5])).toBe(5)
    expect(median([4, 1, 3, 2])).toBe(3)
    expect(median([])).toBeNaN()
  })
})
