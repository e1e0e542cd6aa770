import { Button, Flex, Spin } from 'antd'
import { useState } from 'react'
import { useWords } from '../../shared/language.js'
import { EvidenceImage } from '../reveal/evidence-image.js'
import { pictureAddress, type ViewedEvidence } from './viewed.js'
import { viewerWords } from './viewer-words.js'

interface PictureProps {
  readonly piece: ViewedEvidence
  readonly frameMs: number | null
  readonly width: number
  readonly height: number
  readonly image: React.RefObject<HTMLImageElement | null>
}

/** The evidence as it was sent, as soon as it is there; one that cannot be had is asked for again. */
export function StagePicture({ piece, frameMs, width, height, image }: PictureProps) {
  const words = useWords(viewerWords)
  const [state, setState] = useState<'loading' | 'there' | 'failed'>('loading')
  const [tries, setTries] = useState(0)
  return (
    <>
      <EvidenceImage
        key={tries}
        ref={image}
        address={pictureAddress(piece.id, frameMs, 2000)}
        alt={piece.fileName}
        draggable={false}
        onLoad={() => setState('there')}
        onError={() => setState('failed')}
        style={{ width, height, visibility: state === 'there' ? 'visible' : 'hidden' }}
      />
      {state === 'loading' && <Spin className="viewer-middle" delay={200} />}
      {state === 'failed' && (
        <Flex vertical gap={8} align="center" className="viewer-middle" role="alert">
          {words.pictureFailed}
          <Button
            onClick={() => {
              setState('loading')
              setTries(tries + 1)
            }}
          >
            {words.again}
          </Button>
        </Flex>
      )}
    </>
  )
}
