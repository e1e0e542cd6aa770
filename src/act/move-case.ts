import { Fault } from '../errors.js'
import type { CaseCommand, CaseLife, CaseMoveName, CaseState, MoveSaid } from '../model/case-life.js'
import { caseMoves } from '../model/case-moves.js'
import type { Policy } from '../model/policy.js'
import type { EventType } from '../ports/store/endpoints.js'
import type { CaseLeap, Refusal } from './case-leap.js'
import { followChannel } from './follow-channel.js'
import { followDecision } from './follow-decision.js'
import { followParty } from './follow-party.js'
import { followVerdict } from './follow-verdict.js'
import { passDeadline } from './pass-deadline.js'
import { planDeadline } from './plan-deadline.js'

/** One row of the timeline, and what it announces. A verdict's event is the verdict's own. */
export interface CaseStep {
  /** 1, 2, 3 … of the case. */
  readonly number: number
  readonly name: CaseMoveName
  readonly from: CaseState
  readonly to: CaseState
  readonly said: MoveSaid
  readonly events: readonly EventType[]
}

export interface MovedCase {
  readonly life: CaseLife
  /** In order; empty when nothing happened. */
  readonly steps: readonly CaseStep[]
  /** The case has to be judged anew, as of `now` or later. */
  readonly judge: boolean
}

/**
 * Moves a case: a deadline that is over by `now` is passed first, whoever else comes. Throws `move-refused` with the state
 * and what it would allow, for a command that the table or its own condition does not allow. What is known already moves nothing.
 */
export function moveCase(life: CaseLife, command: CaseCommand, now: string, policy: Policy): MovedCase {
  const timely = passTime(life, now, policy)
  if (command.is === 'time-passed') return timely.steps.length > 0 ? timely : remind(life, now)
  const leads = caseMoves[command.is].leads[timely.life.state]
  if (!leads) throw refuse(timely.life, command.is, 'not in this state')
  const leap = leapOf(timely.life, command, now)
  if (leap === null) return timely
  if ('refused' in leap) throw refuse(timely.life, command.is, leap.refused)
  const step = take(timely.life, command.is, leap, now, policy)
  return {
    life: step.life,
    steps: [...timely.steps, step.step],
    judge: step.life.state === 'open' && (leap.judge === true || timely.judge),
  }
}

function leapOf(life: CaseLife, command: Exclude<CaseCommand, { is: 'time-passed' }>, now: string): CaseLeap | Refusal | null {
  switch (command.is) {
    case 'judged':
      return followVerdict(life, command)
    case 'decided':
      return followDecision(life, command)
    case 'dispute-opened':
    case 'dispute-ended':
    case 'refund-succeeded':
    case 'refund-failed':
    case 'refund-held':
      return followChannel(life, command)
    default:
      return followParty(life, command, now)
  }
}

function passTime(life: CaseLife, now: string, policy: Policy): MovedCase {
  const leap = life.deadlineAt !== null && Date.parse(now) >= Date.parse(life.deadlineAt) ? passDeadline(life) : null
  if (!leap) return { life, steps: [], judge: false }
  const passed = take(life, 'deadline-passed', leap, now, policy)
  return { life: passed.life, steps: [passed.step], judge: leap.judge === true }
}

/** Once for a deadline. */
function remind(life: CaseLife, now: string): MovedCase {
  if (life.remindAt === null || Date.parse(now) < Date.parse(life.remindAt)) return { life, steps: [], judge: false }
  const number = life.moves + 1
  const step = { number, from: life.state, to: life.state, said: {} }
  return {
    life: { ...life, remindAt: null, moves: number },
    steps: [{ ...step, name: 'deadline-near', events: ['case.deadline_near'] }],
    judge: false,
  }
}

function take(life: CaseLife, name: CaseMoveName, leap: CaseLeap, now: string, policy: Policy): { life: CaseLife; step: CaseStep } {
  const { to, change = {}, said = {} } = leap
  const from = life.state
  if (!caseMoves[name].leads[from]?.includes(to)) throw new Fault('internal', `${name} leads from ${from} to ${to}, which no table says`)
  const isNew = to !== from || leap.isAnew === true
  const number = life.moves + 1
  return {
    life: { ...life, ...change, state: to, moves: number, ...(isNew ? planDeadline(to, now, policy, leap.lastsMs) : {}) },
    step: { number, name, from, to, said, events: eventsOf(name, from, to, said) },
  }
}

function eventsOf(name: CaseMoveName, from: CaseState, to: CaseState, said: MoveSaid): readonly EventType[] {
  const arrived = from === to ? undefined : arrivals[to]
  const alone = arrived ? [arrived] : []
  switch (name) {
    case 'judged':
      return []
    case 'deadline-passed':
      return ['case.deadline_passed', ...(to === 'appealable' ? [] : alone)]
    case 'appealed':
      return ['case.appealed']
    case 'decided':
      return said.decision === 'refuse' && to === 'closed' ? ['case.decided', 'case.closed'] : alone
    case 'refund-held':
      return ['refund.held', ...alone]
    default:
      return alone
  }
}

/** What is announced when a case comes into a state. */
const arrivals: Readonly<Partial<Record<CaseState, EventType>>> = {
  'needs-evidence': 'case.more_evidence_requested',
  arbitration: 'case.arbitration_opened',
  'in-review': 'case.in_review',
  'appeal-review': 'case.in_review',
  'on-hold': 'case.on_hold',
  paying: 'case.decided',
  appealable: 'case.decided',
  closed: 'case.closed',
}

function refuse(life: CaseLife, name: CaseMoveName, because: string): Fault {
  const allowed = (Object.keys(caseMoves) as CaseMoveName[]).filter(
    (one) => ['buyer', 'merchant', 'either-side', 'reviewer'].includes(caseMoves[one].by) && caseMoves[one].leads[life.state],
  )
  return new Fault('move-refused', `${name}: ${because}; the case is ${life.state}, which allows: ${allowed.join(', ') || 'nothing'}`)
}
