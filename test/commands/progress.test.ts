import { describe, expect, it } from 'vitest'
import { describeProgress } from '../../src/commands/describe-progress.js'
import { openProgress } from '../../src/commands/terminal.js'

function heard(isTTY: boolean) {
  const written: string[] = []
  return { written, stream: { isTTY, columns: 60, write: (text: string) => written.push(text) } }
}

describe('openProgress', () => {
  it('writes nothing where nobody looks', () => {
    const { written, stream } = heard(false)
    const progress = openProgress(2, 'reading', stream)
    progress.watch('clip.mp4', 'clip.mp4').onProgress(5000, 30_000)
    progress.step('clip.mp4')
    progress.clear()
    expect(written).toEqual([])
  })

  it('shows on a terminal how far a recording is, until its file is done', () => {
    const { written, stream } = heard(true)
    const progress = openProgress(2, 'reading', stream)
    progress.watch('case', 'evidence/clip.mp4').onProgress(12_400, 30_000)
    expect(written.at(-1)).toContain('reading 0/2 · clip.mp4 0:12/0:30 41%')
    progress.step('case')
    expect(written.at(-1)).toContain('reading 1/2')
    expect(written.at(-1)).not.toContain('clip.mp4')
  })
})

describe('describeProgress', () => {
  it('stays within one line of the terminal, wide characters counted as two', () => {
    const line = describeProgress('reading', 0, 3, [{ name: '激活录屏激活录屏激活录屏.mp4', readMs: 61_000, durationMs: 120_000 }], 30)
    expect(line).toBe('reading 0/3 · 激活录屏激活录')
  })

  it('claims no share of a length that the container does not tell, or tells wrongly', () => {
    expect(describeProgress('reading', 0, 1, [{ name: 'a', readMs: 61_000, durationMs: null }], 80)).toBe('reading 0/1 · a 1:01')
    expect(describeProgress('reading', 0, 1, [{ name: 'a', readMs: 61_000, durationMs: 0 }], 80)).toBe('reading 0/1 · a 1:01')
  })
})
