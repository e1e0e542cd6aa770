import type { BuyerCase } from '../../client/answers.js'
import { useWords } from '../shared/language.js'
import { fill } from '../shared/words.js'
import { buyerWords } from './buyer-words.js'

type Piece = BuyerCase['pieces'][number]

const marks = { problem: '✕', hint: '!', good: '✓' } as const

/** A piece that arrived: what was read in it, and what is right or wrong with it. */
export function PieceCard({ piece }: { readonly piece: Piece }) {
  const words = useWords(buyerWords)
  const { fileName, kind, state, reads, advice } = piece
  const worst = advice[0]?.tone ?? 'plain'
  return (
    <li className="piece" data-tone={state === 'waiting' ? 'plain' : worst}>
      <p className="piece-name">
        {fileName}
        {advice[0] && <span className={`tag tag-${worst}`}>{`${marks[advice[0].tone]} ${words[advice[0].tone]}`}</span>}
      </p>
      {state === 'waiting' && (
        <p className="reading">
          <span className="spinner" aria-hidden="true" /> {words.reading}
        </p>
      )}
      {state === 'deleted' && <p>{words.deleted}</p>}
      {kind && <p className="quiet">{fill(words.seenAs, { kind })}</p>}
      <ul className="advice">
        {advice.map(({ code, tone, what, how }) => (
          <li key={code} data-tone={tone}>
            <span className="mark" aria-hidden="true">
              {marks[tone]}
            </span>
            <span>
              {what}
              {how && <span className="how">{how}</span>}
            </span>
          </li>
        ))}
      </ul>
      {reads.length > 0 && (
        <details>
          <summary>{words.readFrom}</summary>
          <dl>
            {reads.map(({ label, value }) => (
              <div key={`${label} ${value}`}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </li>
  )
}
