import { Suspense, useState } from 'react'
import type { BuyerCase } from '../../client/answers.js'
import { useWords } from '../shared/language.js'
import { fill } from '../shared/words.js'
import { buyerWords } from './buyer-words.js'
import { examples } from './examples.js'
import { FilmSheet } from './later.js'
import { PickButton } from './pick-button.js'
import { addFiles } from './uploads.js'

type Need = BuyerCase['needs'][number]

/** One thing to send: an example of it, how it must be, and the ways to send it. */
export function NeedCard({ need, seen, onSay }: { readonly need: Need; readonly seen: BuyerCase; readonly onSay: () => void }) {
  const words = useWords(buyerWords)
  const [isFilming, setFilming] = useState(false)
  const { title, how, ask, isGiven, kinds, picture } = need
  const pictureKind = kinds.find((kind) => kind !== 'activation-recording') ?? 'file'
  const mayFilm = kinds.includes('activation-recording')
  const isOpen = !isGiven && seen.may.upload && kinds.length > 0
  return (
    <li className="need" data-given={isGiven}>
      <img src={examples[picture]} width={54} height={96} alt={fill(words.example, { title })} loading="lazy" />
      <div className="need-text">
        <h3>
          {title}{' '}
          <span className={isGiven ? 'tag tag-good' : 'tag tag-missing'}>{isGiven ? `✓ ${words.given}` : `! ${words.missing}`}</span>
        </h3>
        {!isGiven && <p>{ask ?? how}</p>}
        {!isGiven && kinds.length === 0 && seen.may.say && (
          <button type="button" className="button button-main" onClick={onSay}>
            {words.say}
          </button>
        )}
        {isOpen && (
          <div className="picks">
            {mayFilm && (
              <button type="button" className="button button-main" onClick={() => setFilming(true)}>
                {words.filmWithCode}
              </button>
            )}
            {mayFilm && <PickButton label={words.recording} accept="video/*" onPick={(files) => addFiles(files, 'activation-recording')} />}
            <PickButton
              label={words.gallery}
              accept="image/*"
              isMultiple
              isMain={!mayFilm}
              onPick={(files) => addFiles(files, pictureKind)}
            />
          </div>
        )}
      </div>
      <Suspense>{isFilming && <FilmSheet seen={seen} onClose={() => setFilming(false)} />}</Suspense>
    </li>
  )
}
