import { describe, expect, it } from 'vitest'
import { openInProcessMemory } from '../../../src/adapters/case-memory/in-process.js'
import type { CaseTrace, TracedPiece } from '../../../src/ports.js'

const piece = (change: Partial<TracedPiece> = {}): TracedPiece => ({
  file: 'evidence/1.png',
  sha256: 'a'.repeat(64),
  imageUniqueId: null,
  phash: '0'.repeat(256),
  values: [],
  ...change,
})
const trace = (caseId: string, change: Partial<CaseTrace> = {}): CaseTrace => ({
  caseId,
  buyerId: `buyer of ${caseId}`,
  orderNumber: `order of ${caseId}`,
  claimed: [],
  pieces: [piece()],
  ...change,
})
const otherShot = { sha256: 'b'.repeat(64), phash: 'f'.repeat(256) }

describe('case memory of one run', () => {
  it('knows a file again by its bytes, whoever brings it', async () => {
    const memory = openInProcessMemory()
    await memory.remember(trace('first'))
    const seen = await memory.lookUp(trace('second'), 20)
    expect(seen).toEqual([
      { caseId: 'first', buyerId: 'buyer of first', orderNumber: 'order of first', file: 'evidence/1.png', value: null, what: 'file' },
    ])
  })

  it('does not hold a case against itself', async () => {
    const memory = openInProcessMemory()
    await memory.remember(trace('first'))
    expect(await memory.lookUp(trace('first'), 20)).toEqual([])
  })

  it('finds a value that an earlier case claimed or showed, in the record or in a piece', async () => {
    const memory = openInProcessMemory()
    const key = { type: 'card-key', value: 'AAAA-BBBB-CCCC' } as const
    await memory.remember(trace('first', { claimed: [key] }))
    const shown = await memory.lookUp(trace('second', { pieces: [piece({ ...otherShot, values: [key] })] }), 20)
    expect(shown).toMatchObject([{ what: 'card-key', value: 'AAAA-BBBB-CCCC', file: 'evidence/1.png' }])
    const claimed = await memory.lookUp(trace('third', { claimed: [key], pieces: [] }), 20)
    expect(claimed).toMatchObject([{ what: 'card-key', file: null }])
  })

  it('takes a picture for the same shot up to the given distance in bits, not beyond', async () => {
    const memory = openInProcessMemory()
    await memory.remember(trace('first', { pieces: [piece({ values: [{ type: 'order-number', value: 'A1' }] })] }))
    const at = (bits: string) => trace('second', { pieces: [piece({ sha256: 'b'.repeat(64), phash: bits.padEnd(256, '0') })] })
    expect(await memory.lookUp(at('fffff'), 20)).toMatchObject([{ what: 'shot', shot: { distanceBits: 20, values: ['A1'] } }])
    expect(await memory.lookUp(at('fffff8'), 20)).toEqual([])
  })

  it('tells an image id that returns with other content', async () => {
    const memory = openInProcessMemory()
    await memory.remember(trace('first', { pieces: [piece({ imageUniqueId: 'id-1' })] }))
    const seen = await memory.lookUp(trace('second', { pieces: [piece({ ...otherShot, imageUniqueId: 'id-1' })] }), 20)
    expect(seen).toMatchObject([{ what: 'image-id' }])
  })
})
