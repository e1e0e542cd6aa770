import type { Dice } from '../../fixtures/generator/dice.js'
import type { Event } from '../../src/client/answers.js'
import type { SampleCase } from '../../test/service/sample-case.js'
import { awaitEnds } from './await-ends.js'
import { findFaults } from './find-faults.js'
import type { Rig, Victim } from './rig.js'
import { type Ledger, openLedger, sendLoad } from './send-load.js'

/** What a round was and what came of it. */
export interface Round {
  readonly victim: string
  readonly acknowledged: { readonly orders: number; readonly cases: number; readonly files: number; readonly events: number }
  readonly unacknowledged: readonly string[]
  readonly lost: readonly string[]
  readonly double: readonly string[]
  /** From the moment the victim is back and the last file is sent until everything has ended; null when something did not. */
  readonly recoveryMs: number | null
}

/** Everything acknowledged and announced in earlier rounds. */
export interface Past {
  readonly ledger: Ledger
  readonly events: Map<string, Event>
}

/** Cases under load, the victim killed and started again somewhere in it, then a look at everything there is. */
export async function runRound(
  rig: Rig,
  name: string,
  victim: Victim,
  samples: readonly [SampleCase, ...SampleCase[]],
  dice: Dice,
  past: Past,
): Promise<Round> {
  const ledger = openLedger()
  const load = sendLoad(rig.client, samples, dice, casesOfRound, ledger)
  await Promise.all([load, killAndStart(victim, dice.int(0, latestKillMs), dice.int(0, longestAwayMs))])
  const backMs = performance.now()
  const stuck = await awaitEnds(rig, [...ledger.cases.keys()], patienceMs)
  const recoveryMs = stuck.length > 0 ? null : performance.now() - backMs
  const { lost, double, events } = await findFaults(rig, ledger, past.events)
  const fresh = events.filter(({ id }) => !past.events.has(id))
  for (const event of fresh) past.events.set(event.id, event)
  for (const of of ['orders', 'cases', 'evidence'] as const) for (const [id, it] of ledger[of]) past.ledger[of].set(id, it as never)
  return {
    victim: name,
    acknowledged: { orders: ledger.orders.size, cases: ledger.cases.size, files: ledger.evidence.size, events: fresh.length },
    unacknowledged: ledger.unacknowledged,
    lost: [...lost, ...stuck.map((id) => `${id} did not end`)],
    double,
    recoveryMs,
  }
}

const casesOfRound = 8
/** About as long as the load takes. */
const latestKillMs = 6000
const longestAwayMs = 2000
/** Longer than a reading process, a queue's lock or an endpoint's lease is held for a dead one. */
const patienceMs = 240_000

async function killAndStart({ kill, start }: Victim, afterMs: number, awayMs: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, afterMs))
  await kill()
  await new Promise((resolve) => setTimeout(resolve, awayMs))
  await start()
}
