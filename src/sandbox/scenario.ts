import { z } from 'zod'
import { Fault } from '../errors.js'

/** What may befall one request: what is done of it, and what becomes of the answer. */
export const fates = [
  'fine',
  /** Nothing is done, the connection is cut. */
  'lost-request',
  /** The work is done, the connection is cut. */
  'lost-answer',
  /** The work is done, half of the answer arrives. */
  'cut-off',
  /** The work is done, the answer never comes. */
  'hang',
  /** Nothing is done, HTTP 500 without a signature. */
  'http-500',
  /** The work is done, HTTP 502 without a signature. */
  'http-502-after',
  /** Nothing is done, the channel's own word for its failure, signed. */
  'system-error',
  /** The work is done all the same. */
  'system-error-after',
  'wrong-amount',
  'wrong-number',
  'unknown-status',
  'bad-signature',
  'no-signature',
] as const

export type Fate = (typeof fates)[number]

const share = z.number().min(0).max(1)

const scenarioForm = z.strictObject({
  /** The same seed gives the same fates in the same order of requests. */
  seed: z.int().default(1),
  latencyMs: z.tuple([z.number().min(0), z.number().max(60_000)]).default([0, 0]),
  /** The share of requests that each fate takes; the rest is fine. */
  fates: z.partialRecord(z.enum(fates), share).default({}),
  /** How long a refund is on its way; null: until it is settled by hand. Alipay settles at once when it is 0. */
  settleMs: z.number().min(0).max(600_000).nullable().default(0),
  notices: z
    .strictObject({
      /** The share that comes twice. */
      duplicate: share.default(0),
      /** The share that never comes. */
      lost: share.default(0),
      /** Up to so late each, so that they overtake one another. */
      lateMs: z.number().min(0).max(60_000).default(0),
    })
    .prefault({}),
})

/** How the sandbox behaves; every part may be left out. */
export type Scenario = z.output<typeof scenarioForm>

/** Reads a scenario. Throws `config-invalid` naming all that is wrong with it. */
export function readScenario(value: unknown): Scenario {
  const parsed = scenarioForm.safeParse(value ?? {})
  if (!parsed.success) throw new Fault('config-invalid', `scenario: ${z.prettifyError(parsed.error)}`)
  const sum = Object.values(parsed.data.fates).reduce((all, part) => all + part, 0)
  if (sum > 1) throw new Fault('config-invalid', `scenario: fates: the shares make ${sum}, more than 1`)
  return parsed.data
}

/** Numbers from 0 to under 1 that follow from the seed (mulberry32). */
export function drawFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** The fate that a number from 0 to under 1 stands for. */
export function fateOf({ fates: shares }: Scenario, drawn: number): Fate {
  let below = 0
  for (const fate of fates) {
    below += shares[fate] ?? 0
    if (drawn < below) return fate
  }
  return 'fine'
}
