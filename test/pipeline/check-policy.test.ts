import { describe, expect, it } from 'vitest'
import { defaultPolicy } from '../../src/judge/default-policy.js'
import { checkPolicy } from '../../src/pipeline/check-policy.js'

describe('checking a policy while it is written', () => {
  it('says what is wrong by the path of the setting, and then nothing of changes', () => {
    const { problems, changes } = checkPolicy({ instant: { capFen: -1 }, windows: { filing: 3 } }, defaultPolicy)
    expect(problems.map(({ at }) => at).sort()).toEqual(['instant.capFen', 'windows.filing'])
    expect(changes).toEqual([])
  })

  it('says what it changes of the one that holds, and nothing where all is the same', () => {
    expect(checkPolicy({ ...defaultPolicy, version: 'mine@9' }, defaultPolicy)).toEqual({ problems: [], changes: [] })
    const changed = { instant: { capFen: 20_000 }, exposure: { maxWrongShare: 0.02 } }
    expect(checkPolicy(changed, defaultPolicy).changes).toEqual([
      { at: 'instant.capFen', from: '30000', to: '20000' },
      { at: 'exposure.maxWrongShare', from: '0.01', to: '0.02' },
    ])
  })
})
