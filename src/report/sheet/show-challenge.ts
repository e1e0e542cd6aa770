import { foldConfusables } from '../../judge/fold-confusables.js'
import { challengeActions } from '../../model/challenge-action.js'
import type { Examined } from '../../model/examined.js'
import type { ChallengeRow } from '../../ports/store/buyer-links.js'
import type { Speech } from './place-seen.js'

/**
 * The one-time code that a recording shows, or else the last that its buyer had been given when it came, with what was asked
 * for meanwhile as somebody who looks would see it. Null for a still, and where no code had been given. Newest first.
 */
export function showChallenge(
  challenges: readonly ChallengeRow[],
  { piece: { reading, challengeCode }, at }: { readonly piece: Pick<Examined, 'reading' | 'challengeCode'>; readonly at: string },
  { say }: Pick<Speech, 'say'>,
) {
  if (reading.media !== 'recording') return null
  const read = challengeCode && foldConfusables(challengeCode)
  const shown = challenges.find(({ code }) => foldConfusables(code) === read)
  const given = shown ?? challenges.find(({ issuedAt }) => Date.parse(issuedAt) <= Date.parse(at))
  if (!given) return null
  const { code, issuedAt, expiresAt, action } = given
  return { code, issuedAt, expiresAt, isShown: shown !== undefined, look: action && say(challengeActions[action].look) }
}
