import { Card, Empty, Flex, Image, Tag, Typography } from 'antd'
import { useState } from 'react'
import type { Case } from '../../../client/answers.js'
import { useLanguage, useWords } from '../../shared/language.js'
import { showTime } from '../../shared/show-time.js'
import { merchantWords } from './merchant-words.js'

type Piece = Case['evidence'][number]

/** What both sides brought, with card keys covered. */
export function EvidenceCard({ evidence }: { readonly evidence: readonly Piece[] }) {
  const words = useWords(merchantWords)
  return (
    <Card size="small" title={words.evidence} extra={<Typography.Text type="secondary">{words.evidenceHint}</Typography.Text>}>
      {evidence.length === 0 ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={words.noEvidence} />
      ) : (
        <div style={{ display: 'grid', gap: 12, gridTemplateColumns: 'repeat(auto-fill, minmax(150px, 1fr))' }}>
          <Image.PreviewGroup>
            {evidence.map((piece) => (
              <PieceShown key={piece.id} piece={piece} />
            ))}
          </Image.PreviewGroup>
        </div>
      )}
    </Card>
  )
}

function PieceShown({ piece: { id, fileName, side, state, createdAt } }: { readonly piece: Piece }) {
  const words = useWords(merchantWords)
  const { language } = useLanguage()
  const [isMissing, setMissing] = useState(false)
  const note = state === 'read' ? (isMissing ? words.noPicture : null) : words[state]
  const picture = `/v1/evidence/${id}/picture`
  return (
    <Flex vertical gap={4} style={{ minWidth: 0 }}>
      <Flex
        align="center"
        justify="center"
        style={{ height: 190, overflow: 'hidden', borderRadius: 6, background: 'rgba(128, 128, 128, 0.12)' }}
      >
        {note === null ? (
          <Image
            src={`${picture}?width=300`}
            preview={{ src: `${picture}?width=1400` }}
            alt={fileName}
            height={190}
            style={{ objectFit: 'contain', maxWidth: '100%' }}
            onError={() => setMissing(true)}
          />
        ) : (
          <Typography.Text type="secondary">{note}</Typography.Text>
        )}
      </Flex>
      <Flex gap={4} align="center">
        <Tag color={side === 'merchant' ? 'processing' : 'default'}>{side === 'merchant' ? words.fromMe : words.fromBuyer}</Tag>
        <Typography.Text ellipsis={{ tooltip: fileName }} style={{ fontSize: 12 }}>
          {fileName}
        </Typography.Text>
      </Flex>
      <Typography.Text type="secondary" style={{ fontSize: 12 }}>
        {showTime(createdAt, language)}
      </Typography.Text>
    </Flex>
  )
}
