import { describe, expect, it } from 'vitest'
import { type IntegrityCase, scoreIntegrity } from '../../../bench/recordings/score-integrity.js'
import type { TruthRecording } from '../../../bench/recordings/truth-recording.js'

type Facts = IntegrityCase['facts']

const caseOf = (how: 'cut' | 'reversed' | null, facts: Facts, sent: TruthRecording['sent'] = 'original'): IntegrityCase => ({
  name: 'clip.mp4',
  truth: { sent, tampered: how && { how, atMs: [5000], note: '' } },
  facts,
  fault: null,
})
const fact = (code: NonNullable<Facts>[number]['code'], atMs: number, untilMs: number) => ({ code, atMs, untilMs, because: '' })
const rowFor = (cases: readonly IntegrityCase[], kind: string, sent = 'all') =>
  scoreIntegrity(cases).find((row) => row.kind === kind && row.sent === sent)

describe('scoreIntegrity', () => {
  it('tells being signalled from being signalled as what it is', () => {
    const row = rowFor([caseOf('cut', [fact('cut', 5100, 5100)]), caseOf('cut', [fact('clock-jump', 4000, 6000)])], 'cut')
    expect(row).toMatchObject({ signalled: { hits: 2, of: 2 }, asItself: { hits: 1, of: 2 }, timeErrorsMs: [100, 0] })
  })

  it('counts an alarm on an honest recording as a false one, by how it was sent', () => {
    const cases = [caseOf(null, []), caseOf(null, [fact('still', 0, 9000)], 'chat-app')]
    expect(rowFor(cases, 'honest')?.signalled).toEqual({ hits: 1, of: 2 })
    expect(rowFor(cases, 'honest', 'original')?.signalled).toEqual({ hits: 0, of: 1 })
    expect(rowFor(cases, 'honest', 'chat-app')?.signalled).toEqual({ hits: 1, of: 1 })
  })

  it('does not take what every recording may be for an alarm', () => {
    const row = rowFor([caseOf(null, [fact('re-encoded', 0, 9000), fact('error-appears', 10, 20), fact('key-entered', 1, 2)])], 'honest')
    expect(row?.signalled.hits).toBe(0)
  })

  it('counts a tampered recording that was not read as not signalled', () => {
    expect(rowFor([caseOf('reversed', null)], 'reversed')).toMatchObject({ signalled: { hits: 0, of: 1 }, timeErrorsMs: [] })
  })
})
