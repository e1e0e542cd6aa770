import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { moveCase } from '../../src/act/move-case.js'
import { Fault } from '../../src/errors.js'
import { defaultPolicy } from '../../src/judge/default-policy.js'
import { type CaseCommand, type CaseLife, newLife } from '../../src/model/case-life.js'
import { type MovedStoredCase, moveStoredCase } from '../../src/pipeline/move-stored-case.js'
import { type Chance, commandOf, tryMove, waitOf } from '../act/random-life.js'
import { claimOn, orderNamed } from '../adapters/store/store-parts.js'
import { engines, type Flow, openFlow } from './open-flow.js'

/** Lives that are lived twice: on paper and in the store. */
const runs = 200

describe.each(engines.slice(0, 1))('a life in the %s store', (...engine) => {
  let flow: Flow
  beforeAll(async () => {
    flow = await openFlow(engine)
  })
  afterAll(() => flow?.close())

  it(`is the one on paper in ${runs} lives, also when a transaction dies and is run again`, async () => {
    let lives = 0
    const chance = fc.tuple(fc.nat(77), fc.nat(13), fc.nat(15)) as fc.Arbitrary<Chance>
    await fc.assert(
      fc.asyncProperty(fc.array(chance, { minLength: 3, maxLength: 7 }), (chances) => liveTwice(flow, `MODEL-${lives++}`, chances)),
      { numRuns: runs, seed: 20_261_123 },
    )
    const dead = await flow.store.inAll(({ audit }) => audit.verify(flow.platformId))
    expect(dead[0]?.broken).toBeNull()
  }, 300_000)
})

async function liveTwice(flow: Flow, number: string, chances: readonly Chance[]): Promise<void> {
  const { row } = await flow.inShop(async (rows) => {
    await rows.orders.upsert([orderNamed(number)])
    return rows.cases.open({ claim: claimOn(number), orderNumber: number })
  })
  let life: CaseLife = newLife
  let nowMs = Date.parse('2026-10-24T20:00:00Z')
  for (const one of chances) {
    nowMs += waitOf(one)
    const now = new Date(nowMs).toISOString()
    const command = told(commandOf(one, now, life.state))
    if (one[1] > 11) await dieWithin(flow, row.id, command, now)
    const moved = tryMove(life, command, now)
    const stored = await moveOrRefuse(flow, row.id, command, now)
    expect(stored === null, 'both refuse, or none').toBe(moved === null)
    if (!moved || !stored) continue
    const held = stored.steps.find(({ name }) => name === 'refund-held' && command.is !== 'refund-held')?.said.because
    life = held ? moveCase(moved.life, { is: 'refund-held', because: held }, now, defaultPolicy).life : moved.life
    expect(stored.row).toMatchObject(life)
  }
  const { timeline, events } = await flow.inShop(async (rows) => ({
    timeline: await rows.cases.timeline(row.id),
    events: (await rows.events.list({ limit: 100, after: null, caseId: row.id })).rows,
  }))
  expect(timeline.map(({ number: at }) => at)).toEqual(Array.from({ length: life.moves }, (_, at) => at + 1))
  const passed = timeline.filter(({ name }) => name === 'deadline-passed').length
  expect(events.filter(({ type }) => type === 'case.deadline_passed')).toHaveLength(passed)
}

/** The order's record says nothing of a dispute, so it is the channel that does. */
function told(command: CaseCommand): CaseCommand {
  return command.is === 'dispute-opened' ? { ...command, source: 'channel' } : command
}

async function moveOrRefuse(flow: Flow, caseId: string, command: CaseCommand, now: string): Promise<MovedStoredCase | null> {
  try {
    return await flow.inShop((rows) => moveStoredCase(rows, caseId, command, { actor: 'key_1', now }))
  } catch (thrown) {
    if (thrown instanceof Fault && thrown.code === 'move-refused') return null
    throw thrown
  }
}

/** Everything is written, and then the process dies before the commit. */
async function dieWithin(flow: Flow, caseId: string, command: CaseCommand, now: string): Promise<void> {
  const died = new Error('died')
  const work = flow.inShop(async (rows) => {
    await moveStoredCase(rows, caseId, command, { actor: 'key_1', now })
    throw died
  })
  await work.catch((thrown) => {
    if (thrown !== died && !(thrown instanceof Fault && thrown.code === 'move-refused')) throw thrown
  })
}
