import { describe, expect, it } from 'vitest'
import { openInProcessMemory } from '../src/adapters/case-memory/in-process.js'
import { judgeRead, type ReadCase } from '../src/pipeline.js'
import { buildCase, type Changes, deliveredKey } from './builders/case.js'

const sentence = '很抱歉,有人在你付款之前抢走了商品,请联系客服。'
const soldOut = { status: 'paid', deliveredAt: null, deliveredKeys: [sentence] } as const

/** The clean case with these changes, as it stands when its evidence is read. */
function read(id: string, changes: Changes): ReadCase {
  const { caseFile, examined } = buildCase({ pieces: [], ...changes })
  const { policy, seenBefore: _, evidence, ...rest } = caseFile
  const opened = { ...rest, id, evidence, policyOverrides: {} }
  return { folder: id, opened, policy, pieces: evidence, examined, readMs: 0 }
}

const other = {
  claim: { buyerId: 'buyer-7', orderNumber: 'ZZ7K2M9QX4B81TZZ' },
  buyer: { id: 'buyer-7' },
  order: { number: 'ZZ7K2M9QX4B81TZZ', paymentNumber: '2026112022001412345678909999' },
}

async function judgeBoth(first: ReadCase, second: ReadCase) {
  const memory = openInProcessMemory()
  await judgeRead(first, memory)
  return (await judgeRead(second, memory)).verdict.signals.map(({ code }) => code)
}

describe('judgeRead', () => {
  it('never holds the sentence of one undelivered order against another', async () => {
    const first = read('case-1', { order: soldOut })
    const second = read('case-2', { ...other, order: { ...other.order, ...soldOut } })
    expect(await judgeBoth(first, second)).not.toContain('value-in-another-claim')
  })

  it('knows a key again whose letters are small in the record', async () => {
    const first = read('case-1', { order: { deliveredKeys: [deliveredKey.toLowerCase()] } })
    const second = read('case-2', other)
    expect(await judgeBoth(first, second)).toContain('value-in-another-claim')
  })

  it('tells two claims apart that carry the same id', async () => {
    expect(await judgeBoth(read('case-1', {}), read('case-1', other))).toContain('value-in-another-claim')
  })

  it('lets a case be judged again', async () => {
    expect(await judgeBoth(read('case-1', {}), read('case-1', {}))).not.toContain('value-in-another-claim')
  })
})
