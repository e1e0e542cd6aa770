import { randomInt } from 'node:crypto'
import { Fault } from '../errors.js'
import { type ChallengeAction, challengeActions } from '../model/challenge-action.js'
import type { ChallengeRow } from '../ports/store/buyer-links.js'
import type { PlatformRows } from '../ports/store.js'
import { checkTakesEvidence } from './receive-evidence.js'

/**
 * Gives the buyer of a case a one-time code to film and something to do meanwhile, chosen at random, valid for ten minutes (trust.md); one that has half of them left is
 * given again. Locks the case. Throws `not-found`, and `case-closed` for a case that is being paid or over.
 */
export async function issueChallenge(rows: PlatformRows, caseId: string, actor: string, now: Date): Promise<ChallengeRow> {
  const row = await rows.cases.lock(caseId)
  if (!row) throw new Fault('not-found', caseId)
  checkTakesEvidence(row)
  const [latest] = await rows.challenges.list(caseId)
  if (latest && Date.parse(latest.expiresAt) - now.getTime() >= validMs / 2) return latest
  const expiresAt = new Date(now.getTime() + validMs).toISOString()
  const issued = await rows.challenges.add({ caseId, code: makeCode(), action: pickAction(), issuedAt: now.toISOString(), expiresAt })
  await rows.audit.append({
    actor,
    action: 'challenge.issued',
    subject: caseId,
    details: { challengeId: issued.id, action: issued.action },
  })
  return issued
}

const validMs = 600_000

/** Nothing that is read for something else, by people or by the reader: no 0 O Q D 1 I L 2 Z 5 S 6 G 8 B. */
const letters = 'ACEFHJKMNPRTUWXY'
const digits = '3479'

/** Six characters, letters and digits both: 20^6 less those of one kind, never to be guessed within ten minutes. */
function makeCode(): string {
  const both = letters + digits
  const free = Array.from({ length: 4 }, () => pick(both))
  // One of each for certain, anywhere.
  const code = [pick(letters), pick(digits), ...free]
  for (let at = code.length - 1; at > 0; at--) {
    const other = randomInt(at + 1)
    const kept = code[at] ?? ''
    code[at] = code[other] ?? ''
    code[other] = kept
  }
  return code.join('')
}

function pickAction(): ChallengeAction {
  const all = Object.keys(challengeActions) as ChallengeAction[]
  return all[randomInt(all.length)] ?? 'scroll-twice'
}

function pick(characters: string): string {
  return characters[randomInt(characters.length)] ?? ''
}
