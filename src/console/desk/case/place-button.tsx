import { theme } from 'antd'
import { useWords } from '../../shared/language.js'
import { fill } from '../../shared/words.js'
import { CoveredImage, EvidenceImage } from '../reveal/evidence-image.js'
import type { ViewerPlace as Place } from '../viewer/viewed.js'
import { cropAddress } from '../viewer/viewed.js'
import { caseWords } from './case-words.js'

interface PlaceButtonProps {
  readonly place: Place
  readonly text: string
  readonly onShow: (place: Place) => void
  readonly heightPx?: number
  /** A card key stands there: while keys are revealed it is not covered. */
  readonly isKey?: boolean
}

/** What stands in a place of the evidence, as it looks there; pressed, the viewer goes to it. */
export function PlaceButton({ place, text, onShow, heightPx = 26, isKey = false }: PlaceButtonProps) {
  const words = useWords(caseWords)
  const { token } = theme.useToken()
  const Picture = isKey ? EvidenceImage : CoveredImage
  const style = { display: 'block', height: heightPx, maxWidth: '100%', objectFit: 'contain' } as const
  const crop = place.box && cropAddress(place, place.box, 480)
  return (
    <button
      type="button"
      className="bare"
      aria-label={fill(words.showPlace, { text })}
      onClick={() => onShow(place)}
      style={{
        border: `1px solid ${token.colorBorderSecondary}`,
        borderRadius: 4,
        padding: 1,
        minHeight: 24,
        minWidth: 48,
        maxWidth: '100%',
      }}
    >
      {crop === null ? (
        <span style={{ padding: '0 6px' }}>{text}</span>
      ) : (
        <Picture address={crop} alt="" loading="lazy" decoding="async" style={style} />
      )}
    </button>
  )
}
