import { Card, Col, Flex, Row, Typography } from 'antd'
import { useWords } from '../../shared/language.js'
import { fill } from '../../shared/words.js'
import { Answered, PageFrame } from '../page-frame.js'
import { useMe } from '../session.js'
import { BreakerCard } from './breaker-card.js'
import { CapBar } from './cap-bar.js'
import { moneyWords } from './money-words.js'
import { RefundList } from './refund-list.js'
import { useExposure } from './use-exposure.js'

/** What automatic payments have used, the breaker that stops them, and refunds. */
export function MoneyPage() {
  const words = useWords(moneyWords)
  const exposure = useExposure()
  const mayTrip = useMe()?.scopes.includes('breaker:write') ?? false
  return (
    <PageFrame title={words.title}>
      <Answered query={exposure}>
        {({ day, hour, breaker }) => (
          <Row gutter={[12, 12]}>
            <Col xs={24} lg={12}>
              <Card size="small" title={words.caps} style={{ height: '100%' }}>
                <Flex vertical gap={12}>
                  <CapBar name={fill(words.day, { period: day.period })} {...day} />
                  <CapBar name={fill(words.hour, { period: showHour(hour.period) })} {...hour} />
                  <Typography.Text type="secondary">
                    {fill(words.drifted, { audited: breaker.drift.audited, wrong: breaker.drift.wrong })}
                  </Typography.Text>
                </Flex>
              </Card>
            </Col>
            <Col xs={24} lg={12}>
              <BreakerCard breaker={breaker} mayTrip={mayTrip} />
            </Col>
          </Row>
        )}
      </Answered>
      <RefundList />
    </PageFrame>
  )
}

/** `07:00–08:00 (UTC+08:00)` of an hour as the service names it, `2026-11-24T07+08:00`. */
function showHour(period: string): string {
  const [, hour, zone] = /T(\d\d)(.*)$/.exec(period) ?? []
  if (hour === undefined) return period
  const next = String((Number(hour) + 1) % 24).padStart(2, '0')
  return `${hour}:00–${next}:00 (UTC${zone})`
}
