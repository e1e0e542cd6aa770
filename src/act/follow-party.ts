import type { CaseCommand, CaseLife } from '../model/case-life.js'
import { type CaseLeap, type Refusal, reviewOf } from './case-leap.js'

/** What buyer, merchant and reviewer say, but for decisions. */
export type PartyCommand = Extract<
  CaseCommand,
  { is: 'evidence-added' | 'merchant-answered' | 'rested' | 'person-asked' | 'taken' | 'appealed' | 'withdrawn' }
>

/** Where the word of buyer or merchant leads, or a reviewer's taking the case (rules.md sections 4, 6 and 7). */
export function followParty(life: CaseLife, command: PartyCommand, now: string): CaseLeap | Refusal {
  switch (command.is) {
    case 'evidence-added':
      return addEvidence(life, command)
    case 'merchant-answered':
      return answer(life, command, now)
    case 'rested':
      return rest(life, command)
    case 'person-asked':
      return askPerson(life, command)
    case 'taken':
      if (life.appealUsed && command.person === life.firstDecider)
        return { refused: 'an appeal is decided by another person than the first' }
      return { to: life.state, change: { holder: 'person' } }
    case 'appealed':
      return appeal(life, command)
    case 'withdrawn': {
      const kept = life.result === 'lapsed' ? null : life.result
      const result = kept ?? (life.paidFen > 0 ? 'paid' : 'withdrawn')
      return { to: 'closed', change: { result }, said: { words: command.words } }
    }
  }
}

/** Nothing is lost: what the state does not need is kept and read all the same. */
function addEvidence(life: CaseLife, { side, pieces }: Extract<PartyCommand, { is: 'evidence-added' }>): CaseLeap {
  const said = { side, pieces }
  const goesOn = life.holder === 'person' ? reviewOf(life) : ('open' as const)
  if (side === 'buyer' && life.state === 'needs-evidence') return { to: goesOn, said }
  if (side === 'merchant' || life.state !== 'appealable') return { to: life.state, said }
  if (life.result === 'lapsed') return { to: goesOn, change: { result: null }, said }
  return { to: life.state, change: { freshPieces: life.freshPieces + pieces }, said }
}

function answer(
  life: CaseLife,
  { answer: state, words }: Extract<PartyCommand, { is: 'merchant-answered' }>,
  now: string,
): CaseLeap | Refusal {
  const change = { merchantAnswer: { state, at: now, words } }
  const said = { answer: state, words }
  if (life.state === 'arbitration')
    return state === 'consents'
      ? { to: 'in-review', change, said }
      : { refused: 'in arbitration the merchant can consent, or bring evidence' }
  if (state !== 'objects') return { to: 'open', change, said, judge: true }
  if (words.trim() === '') return { refused: 'an objection says why' }
  return { to: 'arbitration', change: { ...change, holder: 'person', rested: [] }, said }
}

function rest(life: CaseLife, { side }: Extract<PartyCommand, { is: 'rested' }>): CaseLeap | Refusal {
  if (life.rested.includes(side)) return { refused: `the ${side} has said so already` }
  const rested = [...life.rested, side]
  return { to: rested.length === 2 ? 'in-review' : 'arbitration', change: { rested }, said: { side } }
}

function askPerson(life: CaseLife, { words }: Extract<PartyCommand, { is: 'person-asked' }>): CaseLeap | Refusal {
  if (life.state === 'in-review' && life.holder === 'person') return { refused: 'a person has the case already' }
  const isAutomatic = life.result === 'lapsed' || life.firstDecider === 'machine'
  if (life.state === 'appealable' && !isAutomatic) return { refused: 'a person gave this result: it can be appealed against' }
  return { to: reviewOf(life), change: { holder: 'person', result: null, freshPieces: 0 }, said: { words } }
}

function appeal(life: CaseLife, { words }: Extract<PartyCommand, { is: 'appealed' }>): CaseLeap | Refusal {
  if (life.result === 'lapsed') return { refused: 'nothing was decided yet: bring what was asked for, or ask for a person' }
  if (life.freshPieces < 1) return { refused: 'an appeal brings at least one new piece of evidence: upload it first' }
  return { to: 'appeal-review', change: { holder: 'person', appealUsed: true }, said: { words } }
}
