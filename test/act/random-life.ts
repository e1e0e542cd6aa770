import { moveCase } from '../../src/act/move-case.js'
import { Fault } from '../../src/errors.js'
import { defaultPolicy } from '../../src/judge/default-policy.js'
import type { CaseCommand, CaseLife, CaseState } from '../../src/model/case-life.js'
import type { Policy } from '../../src/model/policy.js'

/** Three numbers of chance: what happens, how long it takes to come, and how it happens. */
export type Chance = readonly [what: number, when: number, how: number]

const hourMs = 3_600_000
const waitsMs = [0, 0, 1000, 1000, 60_000, hourMs, 5 * hourMs, 5 * hourMs, 24 * hourMs, 50 * hourMs, 8 * 24 * hourMs, 90 * 24 * hourMs]
const outcomes = ['instant-refund', 'refund', 'merchant-window', 'more-evidence', 'review', 'not-eligible', 'hold'] as const
const people = ['rev_a', 'rev_b', 'rev_c'] as const
const words = { words: '说明' }
const because = { zh: '原因', en: 'a reason' }

/** How long after the last command this one comes, in ms. */
export const waitOf = ([, when]: Chance): number => waitsMs[when % waitsMs.length] ?? 0

/** The order's price. */
export const priceFen = 12_800

/** What people and channels mostly do with a case in its state, by place in the list below; chance alone would hardly ever come to an appeal. */
const usual: Readonly<Record<CaseState, readonly number[]>> = {
  open: [1],
  'needs-evidence': [1, 2, 0, 5],
  'merchant-window': [1, 3, 3, 0],
  arbitration: [3, 4, 4, 12],
  'in-review': [7, 8, 9, 9, 10],
  'on-hold': [0, 1, 5, 14],
  paying: [15, 15, 16, 17, 13],
  appealable: [2, 2, 11, 11, 1],
  'appeal-review': [7, 8, 9, 10, 13],
  closed: [],
}

/** The command that chance names for a case in this state. */
export function commandOf([chosen, , how]: Chance, now: string, state: CaseState): CaseCommand {
  const liked = usual[state]
  const what = chosen < 18 ? chosen : (liked[(chosen - 18) % Math.max(1, liked.length)] ?? chosen)
  const pick = <T>(list: readonly [T, ...T[]]): T => list[how % list.length] ?? list[0]
  const side = how % 2 === 0 ? ('buyer' as const) : ('merchant' as const)
  const all: readonly [() => CaseCommand, ...(() => CaseCommand)[]] = [
    () => ({ is: 'time-passed' }),
    () => {
      const outcome = pick(outcomes)
      const waits = outcome === 'merchant-window' || outcome === 'more-evidence'
      const until = waits ? new Date(Date.parse(now) + 2 * 24 * hourMs).toISOString() : null
      return {
        is: 'judged',
        outcome,
        objected: how > 9,
        until,
        judgedAt: now,
        payouts: how === 13 ? [] : [{ paymentNumber: null, amountFen: priceFen }],
      }
    },
    () => ({ is: 'evidence-added', side, pieces: 1 + (how % 2) }),
    () => ({ is: 'merchant-answered', answer: pick(['objects', 'consents', 'can-deliver', 'cannot-deliver']), ...words }),
    () => ({ is: 'rested', side }),
    () => ({ is: 'person-asked', ...words }),
    () => ({ is: 'taken', person: pick(people) }),
    () => ({ is: 'decided', person: pick(people), remainderFen: priceFen, decision: { is: 'pay', amountFen: priceFen, ...words } }),
    () => ({
      is: 'decided',
      person: pick(people),
      remainderFen: priceFen,
      decision: { is: 'pay', amountFen: pick([1, priceFen + 1, 0, 5000]), ...words },
    }),
    () => ({ is: 'decided', person: pick(people), remainderFen: priceFen, decision: { is: 'refuse', reasonCode: 'used', ...words } }),
    () => ({ is: 'decided', person: pick(people), remainderFen: priceFen, decision: { is: 'ask', ...words } }),
    () => ({ is: 'appealed', ...words }),
    () => ({ is: 'withdrawn', ...words }),
    () => ({ is: 'dispute-opened', source: 'order' }),
    () => ({ is: 'dispute-ended' }),
    () => ({ is: 'refund-succeeded', refundedFen: pick([priceFen, 5000, 1]) }),
    () => ({ is: 'refund-failed', because }),
    () => ({ is: 'refund-held', because }),
  ]
  return (all[what % all.length] ?? all[0])()
}

/** What a command gives: the moved case, or null when it was refused. Anything but a refusal is thrown on. */
export function tryMove(life: CaseLife, command: CaseCommand, now: string, policy: Policy = defaultPolicy) {
  try {
    return moveCase(life, command, now, policy)
  } catch (thrown) {
    if (thrown instanceof Fault && thrown.code === 'move-refused') return null
    throw thrown
  }
}

/** Where a case may go at all, written down by hand from rules.md and not from the table under test. */
export const neighbours: Readonly<Record<CaseState, readonly CaseState[]>> = {
  open: ['needs-evidence', 'merchant-window', 'arbitration', 'in-review', 'on-hold', 'paying', 'appealable', 'closed'],
  'needs-evidence': ['open', 'merchant-window', 'arbitration', 'in-review', 'appeal-review', 'on-hold', 'paying', 'appealable', 'closed'],
  'merchant-window': ['open', 'needs-evidence', 'arbitration', 'in-review', 'on-hold', 'paying', 'appealable', 'closed'],
  arbitration: ['in-review', 'on-hold', 'closed'],
  'in-review': ['needs-evidence', 'merchant-window', 'arbitration', 'on-hold', 'paying', 'appealable', 'closed'],
  'on-hold': ['open', 'in-review', 'appeal-review', 'appealable', 'closed'],
  paying: ['in-review', 'appeal-review', 'on-hold', 'appealable', 'closed'],
  appealable: ['open', 'needs-evidence', 'merchant-window', 'arbitration', 'in-review', 'appeal-review', 'paying', 'closed'],
  'appeal-review': ['needs-evidence', 'on-hold', 'paying', 'closed'],
  closed: [],
}
