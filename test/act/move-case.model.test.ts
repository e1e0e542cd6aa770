import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CaseStep, MovedCase } from '../../src/act/move-case.js'
import { type CaseCommand, type CaseLife, caseStates, newLife } from '../../src/model/case-life.js'
import { type Chance, commandOf, neighbours, priceFen, tryMove, waitOf } from './random-life.js'

/** As many lives as are tried; each up to 14 commands, with crashes and jobs that run twice. */
const runs = 100_000

/** The ways that were gone. */
const gone = new Set<string>()

/** What the test itself remembers of a life, apart from the machine. */
interface Memory {
  life: CaseLife
  nowMs: number
  appeals: number
  /** Who gave the latest result or payment before any appeal. */
  decider: string | null
  /** Pieces of the buyer since that result. */
  since: number
  isPaying: boolean
}

describe('the life of a case, by chance', () => {
  it(`holds in ${runs} lives: no forbidden move, no dead end, no deadline lost, one appeal by another, never paid in a dispute`, () => {
    const chance = fc.tuple(fc.nat(77), fc.nat(13), fc.nat(15)) as fc.Arbitrary<Chance>
    fc.assert(
      fc.property(fc.array(chance, { minLength: 4, maxLength: 14 }), (chances) => live(chances)),
      { numRuns: runs, seed: 20_261_123 },
    )
    // What chance never came to would prove nothing.
    const expected = Object.entries(neighbours).flatMap(([from, all]) => all.map((to) => `${from} > ${to}`))
    expect([...gone].sort()).toEqual(expected.sort())
  }, 120_000)
})

function live(chances: readonly Chance[]): void {
  const memory: Memory = {
    life: newLife,
    nowMs: Date.parse('2026-02-27T20:00:00Z'),
    appeals: 0,
    decider: null,
    since: 0,
    isPaying: false,
  }
  for (const one of chances) {
    memory.nowMs += waitOf(one)
    const now = new Date(memory.nowMs).toISOString()
    const command = commandOf(one, now, memory.life.state)
    const moved = tryMove(memory.life, command, now)
    if (!moved) continue
    // A crash before the commit loses all of it: what was to happen happens again, and the same.
    if (one[1] > 11) check(same(tryMove(memory.life, command, now), moved), 'a lost transaction comes out otherwise the second time')
    if (one[1] === 12) continue
    checkMove(memory, command, moved, now)
    memory.life = moved.life
    if (command.is === 'time-passed') {
      // Near its end a passed deadline's successor may be announced at once, but never twice.
      const again = tryMove(memory.life, command, now)
      check(again?.steps.length === 0, 'the clock moved a case twice at the same time')
    }
    checkRest(memory.life, memory.nowMs)
  }
  checkWayOut(memory.life, memory.nowMs)
}

function checkMove(memory: Memory, command: CaseCommand, { steps, life, judge }: MovedCase, now: string): void {
  let number = memory.life.moves
  let state = memory.life.state
  for (const step of steps) {
    check(step.number === ++number && step.from === state, 'the timeline has a gap')
    check(step.to === step.from || neighbours[step.from].includes(step.to), `${step.name} led from ${step.from} to ${step.to}`)
    state = step.to
    if (step.to !== step.from) gone.add(`${step.from} > ${step.to}`)
    remember(memory, command, step)
  }
  check(life.state === state && life.moves === number, 'the timeline does not end where the case stands')
  const before = memory.life
  const isDue = before.deadlineAt !== null && Date.parse(before.deadlineAt) <= Date.parse(now)
  check(!isDue || steps[0]?.name === 'deadline-passed', 'a deadline that was over was not passed first')
  check(steps.filter(({ name }) => name === 'deadline-passed').length <= 1, 'a deadline was passed twice')
  if (command.is === 'judged' && before.holder === 'person' && !isDue)
    check(steps.at(-1)?.to === before.state, 'a verdict moved a person’s case')
  if (
    steps.some(
      ({ name, from, to }) =>
        from !== 'open' && to === 'open' && (name === 'deadline-passed' || name === 'merchant-answered' || name === 'dispute-ended'),
    )
  )
    check(judge === (life.state === 'open'), 'a case is open and nobody judges it')
  const isRefusal = life.result === 'refused' && before.result !== 'refused'
  check(!isRefusal || command.is === 'decided', 'refused by nobody')
  check(!steps.some(({ name, from, to }) => name === 'judged' && to === 'closed' && from !== to), 'the machine ended a case')
}

function remember(memory: Memory, command: CaseCommand, { name, from, to, said }: CaseStep): void {
  if (name === 'evidence-added' && said.side === 'buyer') memory.since += said.pieces ?? 0
  if (name === 'appealed') {
    memory.appeals++
    check(memory.appeals === 1, 'a second appeal')
    check(memory.since > 0, 'an appeal without new evidence')
  }
  if (name === 'decided' && command.is === 'decided') {
    check(memory.appeals === 0 || command.person !== memory.decider, 'the first decider decided the appeal')
    if (memory.appeals === 0 && to !== 'needs-evidence') memory.decider = command.person
  }
  if (name === 'judged' && (to === 'paying' || to === 'appealable') && from !== to) memory.decider = 'machine'
  if (to === 'paying' && from !== 'paying') {
    check(!memory.life.disputeOpen && from !== 'closed', 'paid in a dispute, or after the end')
    const asked = command.is === 'decided' && command.decision.is === 'pay' ? command.decision.amountFen : priceFen
    check(asked > 0 && asked <= priceFen, 'paid more than the remainder')
  }
  if (to === 'appealable' && from !== 'appealable') memory.since = 0
}

/** What holds whenever a case rests. */
function checkRest(life: CaseLife, nowMs: number): void {
  check((life.deadlineAt !== null) === caseStates[life.state].timed, `${life.state} and its deadline do not fit`)
  check(life.deadlineAt === null || Date.parse(life.deadlineAt) > nowMs || life.remindAt === null, 'a deadline was over before it began')
  check(life.remindAt === null || (life.deadlineAt !== null && life.remindAt < life.deadlineAt), 'announced after its end')
  check((life.paying !== null) === (life.state === 'paying'), 'a payment under way and the state do not fit')
  check(life.state !== 'closed' || life.result !== null, 'closed without a result')
  check(life.appealUsed || life.state !== 'appeal-review', 'an appeal nobody made')
}

/** However it stands, patience and one decision end it. */
function checkWayOut(start: CaseLife, startMs: number): void {
  let life = start
  let nowMs = startMs
  for (let tries = 0; life.state !== 'closed'; tries++) {
    check(tries < 12, `no way out of ${start.state}`)
    nowMs = Math.max(nowMs + 1000, life.deadlineAt === null ? 0 : Date.parse(life.deadlineAt))
    const now = new Date(nowMs).toISOString()
    const person = life.firstDecider === 'rev_y' ? 'rev_z' : 'rev_y'
    const remainderFen = priceFen
    const refuse = { is: 'decided', person, remainderFen, decision: { is: 'refuse', reasonCode: 'x', words: 'x' } } as const
    const review = { is: 'judged', outcome: 'review', objected: false, until: null, judgedAt: now, payouts: [] } as const
    const isReviewed = life.state === 'in-review' || life.state === 'appeal-review'
    const paid = { is: 'refund-succeeded', refundedFen: priceFen } as const
    const command: CaseCommand = isReviewed
      ? refuse
      : life.state === 'paying'
        ? paid
        : life.state === 'open'
          ? review
          : { is: 'time-passed' }
    life = tryMove(life, command, now)?.life ?? life
  }
}

function same(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right)
}

/** Cheaper than `expect`, of which a run would make tens of millions. */
function check(holds: boolean, otherwise: string): void {
  if (!holds) expect.fail(otherwise)
}
