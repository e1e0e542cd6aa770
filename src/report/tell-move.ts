import type { Sentence } from '../model/field.js'
import type { CaseMoveRow } from '../ports/store/cases.js'
import { answerWords, decisionWords, judgedWords, moveWords } from './buyer-words.js'

/** A row of the timeline as its buyer is told it. */
export interface ToldMove {
  readonly at: string
  readonly what: Sentence
  /** Only what the buyer said, or what a person decided to say to the buyer. */
  readonly words: string | null
}

/** What a move says to the buyer; null for what is none of the buyer's business. The merchant's and reviewers' own words stay away. */
export function tellMove({ at, name, to, said }: CaseMoveRow): ToldMove | null {
  const told = (what: Sentence | null | undefined, words: string | null = null): ToldMove | null => (what ? { at, what, words } : null)
  switch (name) {
    case 'judged':
      return told(said.isAdvice ? null : judgedWords[to])
    case 'merchant-answered':
      return told(said.answer && answerWords[said.answer])
    case 'decided':
      return told(said.decision && decisionWords[said.decision], said.words ?? null)
    case 'evidence-added':
      return told(said.side === 'merchant' ? merchantSent : moveWords[name])
    case 'person-asked':
    case 'appealed':
    case 'withdrawn':
      return told(moveWords[name], said.words?.trim() ? said.words : null)
    default:
      return told(moveWords[name])
  }
}

const merchantSent: Sentence = { zh: '商家提交了凭证', en: 'The merchant sent evidence' }
