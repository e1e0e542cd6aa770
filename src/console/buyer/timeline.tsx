import type { BuyerCase } from '../../client/answers.js'
import { useLanguage, useWords } from '../shared/language.js'
import { showTime } from '../shared/show-time.js'
import { buyerWords } from './buyer-words.js'

/** Everything that happened, latest first, in the buyer's own time. */
export function Timeline({ moves }: { readonly moves: BuyerCase['timeline'] }) {
  const words = useWords(buyerWords)
  const { language } = useLanguage()
  const latestFirst = moves.map((move, at) => ({ ...move, at: move.at, number: at })).toReversed()
  return (
    <section className="card" aria-labelledby="timeline-title">
      <h2 id="timeline-title">{words.timelineTitle}</h2>
      <ol className="timeline">
        {latestFirst.map(({ number, at, what, words: said }) => (
          <li key={number}>
            <time dateTime={at} className="figures">
              {showTime(at, language)}
            </time>
            <span>
              {what}
              {said && <q>{said}</q>}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
