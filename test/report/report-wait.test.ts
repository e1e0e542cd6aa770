import { describe, expect, it } from 'vitest'
import { moveCase } from '../../src/act/move-case.js'
import { defaultPolicy } from '../../src/judge/default-policy.js'
import { type CaseCommand, type CaseLife, type CaseState, type CaseWaiter, caseStates, newLife } from '../../src/model/case-life.js'
import { reportWait } from '../../src/report/report-wait.js'

const now = '2026-11-20T06:00:00.000Z'
const words = { words: '说明' }

function judged(outcome: Extract<CaseCommand, { is: 'judged' }>['outcome'], objected = false): CaseCommand {
  return { is: 'judged', outcome, objected, until: null, judgedAt: now, payouts: [{ paymentNumber: null, amountFen: 12_800 }] }
}

/** How a case comes into each state, whom it waits for there, and until when. */
const roads: Readonly<Record<CaseState, readonly [commands: readonly CaseCommand[], whom: CaseWaiter | null, until: string | null]>> = {
  open: [[], 'machine', null],
  'needs-evidence': [[judged('more-evidence')], 'buyer', '2026-11-23T06:00:00.000Z'],
  'merchant-window': [[judged('merchant-window')], 'merchant', '2026-11-22T06:00:00.000Z'],
  arbitration: [[judged('review', true)], 'both-sides', '2026-11-27T06:00:00.000Z'],
  'in-review': [[judged('review')], 'reviewer', '2026-11-22T06:00:00.000Z'],
  'on-hold': [[judged('hold')], 'payment-channel', '2026-12-20T06:00:00.000Z'],
  paying: [[judged('refund')], 'payment-channel', '2026-11-25T06:00:00.000Z'],
  appealable: [[judged('not-eligible')], 'buyer', '2026-11-27T06:00:00.000Z'],
  'appeal-review': [
    [judged('not-eligible'), { is: 'evidence-added', side: 'buyer', pieces: 1 }, { is: 'appealed', ...words }],
    'another-reviewer',
    '2026-11-22T06:00:00.000Z',
  ],
  closed: [[{ is: 'withdrawn', ...words }], null, null],
}

function lifeAfter(commands: readonly CaseCommand[]): CaseLife {
  return commands.reduce((life, command) => moveCase(life, command, now, defaultPolicy).life, newLife)
}

describe('reportWait', () => {
  it.each(Object.entries(roads))(
    'rules 5.6: a case that is %s shows whom it waits for, for what, until when',
    (state, [commands, whom, until]) => {
      const life = lifeAfter(commands)
      expect(life.state).toBe(state)
      for (const language of ['zh', 'en'] as const) {
        const wait = reportWait(life, language)
        expect(wait && { whom: wait.whom, until: wait.until }).toEqual(whom && { whom, until })
        if (wait) expect(wait.what).toMatch(language === 'zh' ? /[\u4e00-\u9fff]{6}/ : /^[A-Z][a-z]* .+ /)
      }
    },
  )

  it('says something else of each thing that is waited for', () => {
    const waits = Object.values(caseStates).filter(({ waitsFor }) => waitsFor !== null)
    for (const language of ['zh', 'en'] as const) expect(new Set(waits.map(({ what }) => what[language])).size).toBe(waits.length)
  })

  it('waits in arbitration for the side that has not spoken yet', () => {
    const opened = lifeAfter([judged('review', true)])
    const whomAfter = (side: 'buyer' | 'merchant') => reportWait({ ...opened, rested: [side] }, 'en')?.whom
    expect([whomAfter('buyer'), whomAfter('merchant')]).toEqual(['merchant', 'buyer'])
  })
})
