import type { CaseMoveRow } from '../ports/store/cases.js'

/**
 * When the merchant was asked for his word, ISO 8601 to the second: when his window opened, or `now` when it never did.
 * A window that something else than his answer or its end has closed is no question he was silent to: he is asked anew.
 */
export function findQuestion(timeline: readonly CaseMoveRow[], now: string): string {
  let askedAt: string | null = null
  for (const { name, from, to, at } of timeline) {
    if (from === to) continue
    if (to === 'merchant-window') askedAt ??= at
    else if (from === 'merchant-window' && name !== 'deadline-passed' && name !== 'merchant-answered') askedAt = null
  }
  // To the second, as verdicts tell the end of a deadline: it must be over when that is.
  return new Date(Math.floor(Date.parse(askedAt ?? now) / 1000) * 1000).toISOString()
}
