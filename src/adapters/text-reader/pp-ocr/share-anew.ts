import { smallestKept } from './compact-steps.js'
import type { Reread } from './tell-by-ink.js'
import { lookalikesOf } from './tell-lookalikes.js'

/** The likeliest characters of a step with their probabilities, likeliest first. */
export type Options = readonly (readonly [char: string, probability: number])[]

/** Where the ink contradicts the net, no more than this is believed of it. */
const mostAgainstNet = 0.94
/** What was told stays the likeliest of those that look alike. */
const majority = 0.51

/**
 * The options of a step of a character that was reread: what the net gave to all that look alike, the character told and its
 * likeliest rival share anew. Ink that agrees never lowers the net's own share; a step goes on saying a character rather than nothing.
 */
export function shareAnew(options: Options, blank: number, netChar: string, { char, share, isSeen }: Reread): Options {
  const alike = lookalikesOf(netChar)
  const rival = char === netChar ? (alike.find((other) => other !== char) ?? char) : netChar
  const sumOf = (chars: readonly string[]) => options.reduce((sum, [option, p]) => (chars.includes(option) ? sum + p : sum), 0)
  const [mass, own] = [sumOf(alike), sumOf([netChar])]
  const netShare = mass > 0 ? own / mass : 0
  const ownShare = isSeen ? Math.max(share, netShare) : Math.min(share, netShare)
  const wanted = mass * (char === netChar ? ownShare : Math.min(share, mostAgainstNet))
  const probability = Math.max(wanted > blank ? wanted : own, mass * majority)
  const others = options.filter(([option]) => !alike.includes(option))
  const both = [[char, probability], [rival, mass - probability]] as const // biome-ignore format: a pair
  return [...others, ...both.filter(([, p]) => p >= smallestKept)].sort(([, a], [, b]) => b - a)
}
