import { describe, expect, it } from 'vitest'
import { defaultPolicy } from '../../src/judge/default-policy.js'
import { checkPolicy } from '../../src/pipeline/check-policy.js'

const calendar = { weekdays: [1, 2, 3, 4, 5], from: '09:00', until: '18:00', holidays: [], countsFor: [] }

describe('checking a policy while it is written', () => {
  it('says what is wrong by the path of the setting, and then nothing of changes', () => {
    const { problems, changes } = checkPolicy({ instant: { capFen: -1 }, windows: { filing: 3 } }, defaultPolicy)
    expect(problems.map(({ at }) => at).sort()).toEqual(['instant.capFen', 'windows.filing'])
    expect(changes).toEqual([])
  })

  it.each([
    ['a number that is too small', { instant: { capFen: -1 } }, '太小，应不小于 0'],
    ['a number that is too large', { windows: { filingDays: 99 } }, '太大，应不大于 15'],
    ['a part of a whole number', { instant: { capFen: 1.5 } }, '应为整数'],
    ['a text for a number', { windows: { filingDays: 'seven' } }, '应为数字'],
    ['a number for a switch', { instant: { enabled: 1 } }, '应为 true 或 false'],
    ['a number for a text', { timeZone: 8 }, '应为文字'],
    ['a value for a group', { windows: 7 }, '应为一组设置'],
    ['a value for a list', { notices: { ways: 'mail' } }, '应为列表，如 [1, 2]'],
    ['too many entries', { notices: { ways: ['mail', 'sms', 'mail'] } }, '项数太多，最多 2'],
    ['too few entries', { calendar: { ...calendar, weekdays: [] } }, '项数太少，至少 1'],
    ['another word than is known', { notices: { ways: ['fax'] } }, '只能是：mail、sms'],
    ['another form of time', { notices: { quietFrom: '9 pm' } }, '应为 HH:MM 形式的时刻，如 09:00'],
    ['no date', { calendar: { ...calendar, holidays: ['10-01'] } }, '应为日期，如 2026-01-31'],
    ['no time zone', { timeZone: 'Mars/Base' }, '不是有效的时区名称，应如 Asia/Shanghai'],
    ['a day that ends before it begins', { calendar: { ...calendar, until: '08:00' } }, '下班时间应晚于上班时间'],
    ['no setting', { windows: { filing: 3 } }, '没有这个设置'],
  ])('says in both languages what is wrong with %s', (_, part, zh) => {
    const { problems } = checkPolicy(part, defaultPolicy)
    expect(problems.map(({ words }) => words.zh)).toEqual([zh])
    for (const { words } of problems) expect(words.en).toMatch(/^[^\u4e00-\u9fff]+$/)
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
