import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Col, Flex, Row, Segmented } from 'antd'
import { useState } from 'react'
import type { Board } from '../../../client/answers.js'
import { ask } from '../../shared/ask.js'
import { useWords } from '../../shared/language.js'
import { Answered, PageFrame } from '../page-frame.js'
import { boardWords } from './board-words.js'
import { CertifiedCard } from './certified-card.js'
import { ExposureCard } from './exposure-card.js'
import { FigureRow } from './figure-row.js'
import { LoadCard } from './load-card.js'
import { ReliabilityCard } from './reliability-card.js'
import { ReviewersCard } from './reviewers-card.js'

/** How the platform does: decisions, money, risk, load and people. */
export function BoardPage() {
  const words = useWords(boardWords)
  const [days, setDays] = useState(30)
  const board = useQuery({
    queryKey: ['board', days],
    queryFn: () => ask<Board>('GET', '/v1/board', { query: { from: new Date(Date.now() - days * 86_400_000).toISOString() } }),
    refetchInterval: 60_000,
    placeholderData: keepPreviousData,
  })
  const spans = [
    { value: 7, label: words.days7 },
    { value: 30, label: words.days30 },
    { value: 90, label: words.days90 },
  ]
  return (
    <PageFrame title={words.title} extra={<Segmented aria-label={words.span} options={spans} value={days} onChange={setDays} />}>
      <Answered query={board}>
        {(answer) => (
          <Flex vertical gap={12}>
            <FigureRow board={answer} />
            <Row gutter={[12, 12]}>
              <Col xs={24} lg={12}>
                <CertifiedCard certified={answer.certified} />
              </Col>
              <Col xs={24} lg={12}>
                <ExposureCard />
              </Col>
              <Col xs={24} xl={15}>
                <LoadCard load={answer.load} timeZone={answer.timeZone} />
              </Col>
              <Col xs={24} xl={9}>
                <ReliabilityCard bins={answer.reliability} />
              </Col>
              <Col xs={24}>
                <ReviewersCard reviewers={answer.reviewers} from={answer.from} />
              </Col>
            </Row>
          </Flex>
        )}
      </Answered>
    </PageFrame>
  )
}
