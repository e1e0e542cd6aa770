import { theme } from 'antd'
import { useWords } from '../../shared/language.js'
import { fill } from '../../shared/words.js'
import type { ViewerPlace as Place } from '../viewer/viewed.js'
import { cropAddress } from '../viewer/viewed.js'
import { caseWords } from './case-words.js'

interface PlaceButtonProps {
  readonly place: Place
  readonly text: string
  readonly onShow: (place: Place) => void
  readonly heightPx?: number
}

/** What stands in a place of the evidence, as it looks there; pressed, the viewer goes to it. */
export function PlaceButton({ place, text, onShow, heightPx = 26 }: PlaceButtonProps) {
  const words = useWords(caseWords)
  const { token } = theme.useToken()
  const crop = place.box && cropAddress(place, place.box, 480)
  return (
    <button
      type="button"
      className="bare"
      aria-label={fill(words.showPlace, { text })}
      onClick={() => onShow(place)}
      style={{ border: `1px solid ${token.colorBorderSecondary}`, borderRadius: 4, padding: 1, minHeight: 24, maxWidth: '100%' }}
    >
      {crop === null ? (
        <span style={{ padding: '0 6px' }}>{text}</span>
      ) : (
        <img
          src={crop}
          alt=""
          loading="lazy"
          decoding="async"
          style={{ display: 'block', height: heightPx, maxWidth: '100%', objectFit: 'contain' }}
        />
      )}
    </button>
  )
}
