import { EyeInvisibleOutlined, EyeOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { App, Button, Flex, Tag, Typography } from 'antd'
import { useEffect } from 'react'
import type { Order } from '../../../client/answers.js'
import { ask } from '../../shared/ask.js'
import { useWords } from '../../shared/language.js'
import { useProblemText } from '../problem-text.js'
import { HidesIn } from '../reveal/reveal-button.js'
import { revealWords } from '../reveal/reveal-words.js'
import { useRevealing } from '../reveal/revealing.js'
import { caseWords } from './case-words.js'

interface CardKeysProps {
  readonly orderNumber: string
  readonly masked: readonly string[]
  readonly note: string | null
}

/** The keys of an order, masked; whole while they are revealed. They are kept nowhere else on the page. */
export function CardKeys({ orderNumber, masked, note }: CardKeysProps) {
  const words = { ...useWords(caseWords), ...useWords(revealWords) }
  const revealing = useRevealing()
  const whole = useWholeKeys(orderNumber)
  return (
    <Flex vertical gap={4} style={{ marginTop: 8 }}>
      <Flex gap={8} align="center" wrap>
        <Typography.Text type="secondary" style={{ fontSize: 12 }}>
          {words.keys}
        </Typography.Text>
        {note && <Tag>{note}</Tag>}
        {revealing.why === null ? (
          <Typography.Text type="secondary" style={{ fontSize: 12 }}>
            <EyeInvisibleOutlined aria-hidden /> {words.keyIsMasked}
          </Typography.Text>
        ) : (
          <>
            <Button size="small" icon={<EyeInvisibleOutlined aria-hidden />} onClick={revealing.hide}>
              {words.hideAgain}
            </Button>
            <Typography.Text type="secondary" style={{ fontSize: 12 }}>
              <HidesIn />
            </Typography.Text>
          </>
        )}
        {revealing.mayReveal && revealing.why === null && (
          <Button size="small" icon={<EyeOutlined aria-hidden />} onClick={revealing.ask}>
            {words.reveal}
          </Button>
        )}
      </Flex>
      {(whole ?? masked).slice(0, 20).map((key) => (
        <code key={key} className="code" style={{ overflowWrap: 'anywhere' }}>
          {key}
        </code>
      ))}
    </Flex>
  )
}

/** The order's keys in full while they are revealed; null: they are masked, or on their way. */
function useWholeKeys(orderNumber: string): readonly string[] | null {
  const { message } = App.useApp()
  const problemText = useProblemText()
  const { why, untilMs } = useRevealing()
  const { data, error } = useQuery({
    queryKey: ['revealed', orderNumber, untilMs],
    queryFn: ({ signal }) => {
      const headers = { 'Reveal-Reason': encodeURIComponent(why ?? '') }
      return ask<Order>('GET', `/v1/orders/${encodeURIComponent(orderNumber)}`, { headers, signal })
    },
    enabled: why !== null,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    // The answer holds whole keys.
    gcTime: 0,
  })
  useEffect(() => {
    if (error) message.error(problemText(error))
  }, [error, message, problemText])
  return why === null ? null : (data?.order.deliveredKeys ?? null)
}
