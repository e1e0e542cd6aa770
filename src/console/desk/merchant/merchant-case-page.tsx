import { useQuery } from '@tanstack/react-query'
import { Button, Card, Col, Descriptions, Flex, Row, Tag, Typography, theme } from 'antd'
import { Link, useParams } from 'react-router'
import type { Case, Order } from '../../../client/answers.js'
import { ask } from '../../shared/ask.js'
import { useLanguage, useWords } from '../../shared/language.js'
import { showMoney, showTime } from '../../shared/show-time.js'
import { fill } from '../../shared/words.js'
import { reasonNames } from '../names.js'
import { Answered, PageFrame } from '../page-frame.js'
import { AnswerCard } from './answer-card.js'
import { EvidenceCard } from './evidence-card.js'
import { merchantWords, stateWords } from './merchant-words.js'
import { OutcomeCard } from './outcome-card.js'

interface Whole {
  readonly shown: Case
  readonly order: Order | null
}

/** A case as the merchant sees it: the claim, the evidence, what can be answered until when, and how it ended. */
export function MerchantCasePage() {
  const { caseId = '' } = useParams()
  const words = useWords(merchantWords)
  const { language } = useLanguage()
  const whole = useQuery({
    queryKey: ['merchant-case', caseId, language],
    queryFn: () => askCase(caseId, language),
    refetchInterval: 15_000,
  })
  const number = whole.data?.shown.orderNumber
  const back = (
    <Link to="/my-cases">
      <Button>{words.back}</Button>
    </Link>
  )
  return (
    <PageFrame title={number ? fill(words.caseOf, { order: number }) : words.title} extra={back}>
      <Answered query={whole}>
        {({ shown, order }) => (
          <Row gutter={[12, 12]}>
            <Col xs={{ span: 24, order: 2 }} lg={{ span: 14, order: 1 }}>
              <Flex vertical gap={12}>
                <ClaimCard shown={shown} order={order} />
                <EvidenceCard evidence={shown.evidence} />
              </Flex>
            </Col>
            <Col xs={{ span: 24, order: 1 }} lg={{ span: 10, order: 2 }}>
              <Flex vertical gap={12}>
                <AnswerCard shown={shown} isDelivered={order !== null && order.order.deliveredAt !== null} />
                <OutcomeCard shown={shown} />
              </Flex>
            </Col>
          </Row>
        )}
      </Answered>
    </PageFrame>
  )
}

function ClaimCard({ shown: { claim, state }, order }: Whole) {
  const words = useWords(merchantWords)
  const { token } = theme.useToken()
  const { language } = useLanguage()
  const timeOf = (at: string | null | undefined) => (at ? showTime(at, language) : words.none1)
  return (
    <Card size="small" title={words.claim} extra={<Tag>{stateWords[state][language]}</Tag>}>
      <Flex vertical gap={8}>
        <Typography.Text strong>{reasonNames[claim.reason][language]}</Typography.Text>
        <Typography.Paragraph style={{ whiteSpace: 'pre-wrap', margin: 0 }}>{claim.statement}</Typography.Paragraph>
        <Descriptions
          colon={false}
          size="small"
          styles={{ label: { color: token.colorTextSecondary } }}
          column={{ xs: 1, sm: 2 }}
          items={[
            { key: 'opened', label: words.opened, children: timeOf(claim.submittedAt) },
            ...(order
              ? [
                  { key: 'product', label: words.product, children: order.order.product.name },
                  { key: 'amount', label: words.amount, children: showMoney(order.order.amountFen) },
                  { key: 'paid', label: words.paidAt, children: timeOf(order.order.paidAt) },
                  { key: 'delivered', label: words.deliveredAt, children: timeOf(order.order.deliveredAt) },
                ]
              : []),
          ]}
        />
      </Flex>
    </Card>
  )
}

async function askCase(caseId: string, language: 'zh' | 'en'): Promise<Whole> {
  const shown = await ask<Case>('GET', `/v1/cases/${encodeURIComponent(caseId)}`, { query: { language } })
  const order = shown.orderNumber === null ? null : await ask<Order>('GET', `/v1/orders/${encodeURIComponent(shown.orderNumber)}`)
  return { shown, order }
}
