import type { Examined, RecordingFact } from '../model/examined.js'
import type { Policy } from '../model/policy.js'
import { squash } from './fold-confusables.js'
import { absent, matchShown, type ValueMatch } from './match-value.js'
import type { Measures } from './open-measures.js'

/** How the key that was entered last before the last failure stands to the delivered ones (`keyTokens`); `absent` where none is seen. Look-alikes never make it another key. */
export function matchEnteredKey(piece: Examined, measures: Measures, keyTokens: readonly string[], policy: Policy): ValueMatch {
  const entered = lastBeforeFailure(piece.facts)
  if (entered?.value === undefined || keyTokens.length === 0) return absent
  const index = entered.line ?? -1
  const line = piece.reading.lines[index]
  const field = piece.fields.find((each) => each.line === index && each.value === entered.value)
  const shown = {
    value: entered.value,
    confidence: field?.confidence ?? line?.confidence ?? 0,
    line: index,
    box: field?.box ?? line?.box ?? ([0, 0, 0, 0] as const),
  }
  const compared = keyTokens
    .filter((token) => squash(token).length >= shortestKey)
    .map((token) => matchShown(measures.shown(shown, token), token, policy))
  const best = compared.toSorted((a, b) => b.logRatioToBest - a.logRatioToBest)[0] ?? absent
  return compared.find(({ verdict }) => verdict === 'matches') ?? compared.find(({ verdict }) => verdict === 'unclear') ?? best
}

/** Shorter goods (a PIN, a word of an account) may stand in anything that is typed. */
const shortestKey = 6

function lastBeforeFailure(facts: readonly RecordingFact[]): RecordingFact | undefined {
  const entered = facts.filter(({ code }) => code === 'key-entered')
  const failed = facts.findLast(({ code }) => code === 'error-appears')
  return entered.findLast(({ atMs }) => failed === undefined || atMs <= failed.atMs) ?? entered.at(-1)
}
