import { describe, expect, it } from 'vitest'
import { chooseLengths } from '../../../bench/recordings/run-memory.js'
import type { TruthRecording } from '../../../bench/recordings/truth-recording.js'
import { truthOf } from './truth-of.js'

const clipOf = (name: string, given: Partial<TruthRecording>) => ({ name, path: name, truth: truthOf({ file: name, ...given }) })

describe('chooseLengths', () => {
  it('compares only recordings that are alike but for their length, shortest first', () => {
    const clips = [
      clipOf('long-vp9', { durationMs: 120_000, codec: 'vp9' }),
      clipOf('long', { durationMs: 119_000 }),
      clipOf('half', { durationMs: 31_000 }),
      clipOf('short', { durationMs: 12_000 }),
      clipOf('small', { durationMs: 10_000, widthPx: 540, heightPx: 1170 }),
    ]
    expect(chooseLengths(clips).map(({ name }) => name)).toEqual(['short', 'half', 'long'])
  })
})
