import { Button, Flex, Typography, theme } from 'antd'
import type { CaseSheet } from '../../../client/answers.js'
import { useWords } from '../../shared/language.js'
import { EvidenceImage } from '../reveal/evidence-image.js'
import { cropAddress, pictureAddress, type ViewerPlace } from './viewed.js'
import './viewer.css'
import { viewerWords } from './viewer-words.js'

type Side = CaseSheet['contradictions'][number]['sides'][number]

interface PairProps {
  readonly sides: readonly Side[]
  readonly onOpen: (at: ViewerPlace) => void
}

/** What does not fit together, side by side: the places of the evidence as they look, and what is on record. */
export function CropPair({ sides, onOpen }: PairProps) {
  return (
    <Flex wrap gap={12} align="stretch">
      {sides.map((side) => (
        <Crop key={JSON.stringify([side.evidenceId, side.box, side.text])} side={side} onOpen={onOpen} />
      ))}
    </Flex>
  )
}

function Crop({ side: { evidenceId, frameMs, box, text }, onOpen }: { readonly side: Side; readonly onOpen: PairProps['onOpen'] }) {
  const words = useWords(viewerWords)
  const { token } = theme.useToken()
  const place = evidenceId === null ? null : { evidenceId, frameMs, box }
  const frame = { border: `1px solid ${token.colorBorder}`, borderRadius: token.borderRadius, overflow: 'hidden' }
  return (
    <figure className="viewer-crop" style={frame}>
      {place ? (
        <EvidenceImage
          address={box ? cropAddress(place, box, 800) : pictureAddress(place.evidenceId, frameMs, 400)}
          alt={text || words.wholePiece}
          loading="lazy"
        />
      ) : (
        <div className="viewer-record code">{text}</div>
      )}
      <figcaption style={{ padding: 8, background: token.colorFillQuaternary, marginTop: 'auto' }}>
        <Typography.Text type="secondary">{place ? words.shown : words.record}</Typography.Text>
        {place && (
          <>
            <div className="code" style={{ overflowWrap: 'anywhere' }}>
              {text || words.wholePiece}
            </div>
            <Button type="link" style={{ paddingInline: 0 }} onClick={() => onOpen(place)}>
              {words.openThere}
            </Button>
          </>
        )}
      </figcaption>
    </figure>
  )
}
