import { describe, expect, it } from 'vitest'
import type { CaseSheet } from '../../../src/client/answers.js'
import { suggestPart } from '../../../src/console/desk/case/suggest-part.js'

type Piece = { readonly kind: string; readonly keys: readonly string[] }

/** As much of a sheet as is looked at. */
function sheetOf(pieces: readonly Piece[], payoutsFen: readonly number[] = []): CaseSheet {
  const evidence = pieces.map(({ kind, keys }) => ({
    reading: { kind, fields: keys.map((value) => ({ type: 'card-key', value })) },
  }))
  return {
    case: { verdict: { payouts: payoutsFen.map((amountFen) => ({ amountFen })) } },
    order: { order: { amountFen: 10_000, deliveredKeys: ['AAAA…1111', 'BBBB…2222', 'CCCC…3333'] } },
    evidence,
  } as unknown as CaseSheet
}
const failure = (...keys: string[]): Piece => ({ kind: 'activation-failure', keys })

describe('suggestPart', () => {
  it('is the price of the keys that the evidence shows, each once, rounded down to the fen', () => {
    const sheet = sheetOf([failure('AAAA…1111'), failure('AAAA…1111', 'DDDD…4444')])
    expect(suggestPart(sheet, 10_000)).toEqual({ amountFen: 3333, keys: { shown: 1, of: 3 } })
  })

  it('does not count a key that only the page of the order shows', () => {
    expect(suggestPart(sheetOf([{ kind: 'order-page', keys: ['AAAA…1111'] }]), 10_000)).toBeNull()
  })

  it('is nothing where all keys are shown, and never as much as all that is left', () => {
    expect(suggestPart(sheetOf([failure('AAAA…1111', 'BBBB…2222', 'CCCC…3333')]), 10_000)).toBeNull()
    expect(suggestPart(sheetOf([failure('AAAA…1111')]), 3333)).toBeNull()
  })

  it('is what the verdict would pay, where that is a part', () => {
    expect(suggestPart(sheetOf([failure('AAAA…1111')], [2000, 500]), 10_000)).toEqual({ amountFen: 2500, keys: null })
    expect(suggestPart(sheetOf([], [10_000]), 10_000)).toBeNull()
  })
})
