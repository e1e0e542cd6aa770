import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Cap } from '../../../src/ports/store/exposure.js'
import type { PlatformRows } from '../../../src/ports/store.js'
import { engines } from './engines.js'
import type { StoreUnderTest } from './store-contract.js'
import { openShop } from './store-parts.js'

/** Random lives of the ledger on each store; more with EXPOSURE_RUNS. Faults put in by hand showed within 35. */
const lives = Number(process.env.EXPOSURE_RUNS ?? 200)
/** So many go on at once on one platform, each with buyers and hours of its own. */
const lanes = 8

const hour = fc.nat(1)
const fen = fc.oneof(fc.constantFrom(40, 50, 60, 100), fc.integer({ min: 1, max: 120 }))
const one = fc.record({ buyer: fc.nat(1), hour, fen, crashes: fc.boolean() })
const command = fc.oneof(
  { weight: 3, arbitrary: fc.record({ is: fc.constant('reserve' as const), all: fc.array(one, { minLength: 1, maxLength: 3 }) }) },
  { weight: 2, arbitrary: fc.record({ is: fc.constant('release' as const), at: fc.nat(5), crashes: fc.boolean() }) },
  fc.record({ is: fc.constant('cap' as const), fen: fc.integer({ min: 20, max: 200 }) }),
)
type Command = typeof command extends fc.Arbitrary<infer T> ? T : never
type Reserving = typeof one extends fc.Arbitrary<infer T> ? T : never

/** What is reserved and not released. */
interface Held {
  readonly caps: readonly Cap[]
  readonly fen: number
}

const crash = new Error('the process died before the commit')

describe.each(engines)('the exposure ledger, by chance, on %s', (_, open) => {
  let under: StoreUnderTest
  beforeAll(async () => {
    under = await open()
  }, 120_000)
  afterAll(() => under.close())

  it('rules 8.5: is the one on paper in random lives, with crashes, some at once, and caps that change', async () => {
    const { inShop } = await openShop(under.store, 'exposure')
    let worlds = 0
    const runs = fc.asyncProperty(fc.array(command, { minLength: 2, maxLength: 8 }), (commands) => live(inShop, `w${++worlds}`, commands))
    await Promise.all(Array.from({ length: lanes }, () => fc.assert(runs, { numRuns: Math.ceil(lives / lanes) })))
    expect(worlds).toBeGreaterThanOrEqual(lives)
  }, 3_600_000)
})

type InShop = <T>(work: (rows: PlatformRows) => Promise<T>) => Promise<T>

async function live(inShop: InShop, world: string, commands: readonly Command[]): Promise<void> {
  const held: Held[] = []
  let capFen = 150
  const capsOf = ({ buyer, hour }: Reserving): readonly Cap[] => [
    { scope: `${world} buyer ${buyer}`, period: 'day', capFen: 100 },
    { scope: `${world} whole`, period: 'day', capFen: 220 },
    { scope: `${world} whole`, period: `hour ${hour}`, capFen },
  ]
  for (const one of commands) {
    if (one.is === 'cap') capFen = one.fen
    else if (one.is === 'release') await release(inShop, held, one)
    else await reserveAtOnce(inShop, held, one.all, capsOf)
  }
  await checkBooks(inShop, world, held)
}

/** One reservation is foretold to the fen; of some at once, those that were let in are held to their caps. */
async function reserveAtOnce(inShop: InShop, held: Held[], all: readonly Reserving[], capsOf: (of: Reserving) => readonly Cap[]) {
  const before = [...held]
  const answers = await Promise.all(
    all.map((one) =>
      inShop(async ({ exposure }) => {
        const full = await exposure.reserve(capsOf(one), one.fen)
        if (one.crashes) throw crash
        return full
      }).catch((thrown: unknown) => {
        if (thrown !== crash) throw thrown
        return 'crashed' as const
      }),
    ),
  )
  for (const [at, answer] of answers.entries()) {
    const one = all[at] as Reserving
    if (answer === null) held.push({ caps: capsOf(one), fen: one.fen })
  }
  for (const [at, answer] of answers.entries()) {
    const one = all[at] as Reserving
    const caps = capsOf(one)
    // Who was let in stays under each cap as it stood; who was not would have gone over the one that is named.
    if (answer === null) for (const cap of caps) expect(usedOf(held, cap)).toBeLessThanOrEqual(cap.capFen)
    const [only] = all
    if (all.length === 1 && only && answer !== 'crashed') {
      const over = caps.filter((cap) => usedOf(before, cap) + one.fen > cap.capFen)
      if (answer) expect(over).toContainEqual(answer.exceeded)
      else expect(over).toEqual([])
    }
  }
}

/** A refund that failed; its transaction may die and be run again. */
async function release(inShop: InShop, held: Held[], { at, crashes }: { readonly at: number; readonly crashes: boolean }) {
  const gone = held[at]
  if (!gone) return
  const once = (dies: boolean) =>
    inShop(async ({ exposure }) => {
      await exposure.release(gone.caps, gone.fen)
      if (dies) throw crash
    })
  if (crashes) await expect(once(true)).rejects.toBe(crash)
  await once(false)
  held.splice(at, 1)
}

async function checkBooks(inShop: InShop, world: string, held: readonly Held[]): Promise<void> {
  const uses = [
    { scope: `${world} buyer 0`, period: 'day' },
    { scope: `${world} buyer 1`, period: 'day' },
    { scope: `${world} whole`, period: 'day' },
    { scope: `${world} whole`, period: 'hour 0' },
    { scope: `${world} whole`, period: 'hour 1' },
  ]
  expect(await inShop(({ exposure }) => exposure.used(uses))).toEqual(uses.map((use) => usedOf(held, use)))
}

function usedOf(held: readonly Held[], { scope, period }: { readonly scope: string; readonly period: string }): number {
  return held.filter(({ caps }) => caps.some((cap) => cap.scope === scope && cap.period === period)).reduce((sum, { fen }) => sum + fen, 0)
}
