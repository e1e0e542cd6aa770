import type { BuyerCase } from '../../client/answers.js'
import { useWords } from '../shared/language.js'
import { buyerWords } from './buyer-words.js'

/** What a buyer does with words. */
export type ActionName = 'say' | 'ask-person' | 'appeal' | 'withdraw'

interface Offered {
  readonly seen: BuyerCase
  readonly onChoose: (name: ActionName) => void
}

/** What else a buyer may do now; what would be refused is not offered. */
export function Actions({ seen, onChoose }: Offered) {
  const words = useWords(buyerWords)
  const { may } = seen
  const all: readonly (readonly [ActionName, boolean, string])[] = [
    ['ask-person', may.askPerson, words.askPerson],
    ['appeal', may.appeal, words.appeal],
    ['say', may.say, words.say],
    ['withdraw', may.withdraw, words.withdraw],
  ]
  const offered = all.filter(([, isAllowed]) => isAllowed)
  if (offered.length === 0 && !may.appealNeedsEvidence) return null
  return (
    <section className="card" aria-labelledby="help-title">
      <h2 id="help-title">{words.helpTitle}</h2>
      {may.appealNeedsEvidence && <p>{words.appealNeedsEvidence}</p>}
      <div className="picks">
        {offered.map(([name, , label]) => (
          <button key={name} type="button" className="button" onClick={() => onChoose(name)}>
            {label}
          </button>
        ))}
      </div>
    </section>
  )
}
