import type { Sentence } from '../model/field.js'
import type { Policy } from '../model/policy.js'
import type { Box } from '../model/reading.js'
import type { Signal, SignalCode } from '../model/signal.js'
import { expertCard } from './expert-card.js'

export interface Place {
  readonly file: string
  readonly box?: Box
}

/** A signal with group, sign and weight (natural log units) from the expert card and the policy's weights. */
export function makeSignal(policy: Policy, code: SignalCode, because: Sentence, places: readonly Place[] = []): Signal {
  const { group, leans, strength } = expertCard[code]
  const at = places.flatMap(({ file, box }) => (box ? [{ file, box }] : []))
  return {
    code,
    group,
    leans,
    weight: strength === 'said' ? 0 : policy.score.weights[strength],
    because,
    seenIn: [...new Set(places.map(({ file }) => file))],
    ...(at.length > 0 ? { at } : {}),
  }
}
