// npm run bench:faults [-- --rounds 100] [--embedded 30] [--seed S] [--only VICTIM]
// In each round cases are sent while one of API, worker, Redis, PostgreSQL, S3 server and the shop's endpoint is killed with
// SIGKILL at a random moment and started again; in every fifth Redis, which comes back empty. Then rounds in which the
// embedded service, one process, is killed. After each round everything acknowledged must be there, every case judged
// and announced once. Exit code 1 when anything was lost or double.
import { parseArgs } from 'node:util'
import { type Dice, rollDice } from '../fixtures/generator/dice.js'
import { sampleCase } from '../test/service/sample-case.js'
import { findFaults } from './faults/find-faults.js'
import { openEmbeddedRig, openServerRig, redisEmptied } from './faults/open-rig.js'
import { printRounds, tellRound } from './faults/print-rounds.js'
import type { Rig } from './faults/rig.js'
import { type Past, type Round, runRound } from './faults/run-round.js'
import { openLedger } from './faults/send-load.js'

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '100' },
    embedded: { type: 'string', default: '30' },
    seed: { type: 'string', default: 'faults' },
    only: { type: 'string' },
  },
})
const dice = rollDice(options.seed)
const samples = [
  await sampleCase('evidence-blank-picture'),
  await sampleCase('evidence-thumbnail'),
  await sampleCase('evidence-failure-not-tied'),
] as const
const onServers = await runRounds(openServerRig, Number(options.rounds))
const embedded = await runRounds(openEmbeddedRig, Number(options.embedded))
const rounds = [...onServers.rounds, ...embedded.rounds]
printRounds(rounds)
const atEnd = [...onServers.atEnd, ...embedded.atEnd]
for (const words of atEnd) console.log(`at the end: ${words}`)
if (atEnd.length > 0 || rounds.some(({ lost, double }) => lost.length + double.length > 0)) process.exitCode = 1

/** All rounds on one rig, and at the end a look at everything that was acknowledged in any of them. */
async function runRounds(openRig: () => Promise<Rig>, count: number): Promise<{ rounds: readonly Round[]; atEnd: readonly string[] }> {
  if (count === 0) return { rounds: [], atEnd: [] }
  const rig = await openRig()
  const past: Past = { ledger: openLedger(), events: new Map() }
  const rounds: Round[] = []
  try {
    for (const name of drawVictims(Object.keys(rig.victims), count, dice)) {
      const victim = rig.victims[name]
      if (!victim) throw new Error(`there is no ${name}`)
      const round = await runRound(rig, name, victim, samples, dice, past)
      rounds.push(round)
      tellRound(rounds.length, round)
    }
    const { lost, double } = await findFaults(rig, past.ledger, past.events)
    const audit = (await rig.verifyAudit()) ? [] : ['the audit log is broken']
    return { rounds, atEnd: [...lost, ...double, ...audit] }
  } finally {
    await rig.stop()
  }
}

/** Every fifth is Redis that comes back empty; the others take turns, shuffled. */
function drawVictims(names: readonly string[], count: number, dice: Dice): readonly string[] {
  if (options.only && names.includes(options.only)) return Array.from({ length: count }, () => options.only ?? '')
  const others = names.filter((name) => name !== redisEmptied)
  let turn: string[] = []
  return Array.from({ length: count }, (_, at) => {
    if (names.includes(redisEmptied) && at % 5 === 4) return redisEmptied
    if (turn.length === 0) turn = [...others]
    return turn.splice(dice.int(0, turn.length - 1), 1)[0] ?? ''
  })
}
