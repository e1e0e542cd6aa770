import { Alert, Card, Flex, Typography, theme } from 'antd'
import type { ReactNode } from 'react'
import markUrl from '../../shared/mark.svg'
import { LookChoice } from '../look-choice.js'
import { useProblemText } from '../problem-text.js'

interface WayInProps {
  readonly title: string
  readonly hint?: string
  /** What went wrong with the last try; null: nothing. */
  readonly problem: unknown
  readonly children?: ReactNode
}

/** The card in which every step of coming in stands. */
export function WayIn({ title, hint, problem, children }: WayInProps) {
  const { token } = theme.useToken()
  const problemText = useProblemText()
  return (
    <Flex
      component="main"
      vertical
      align="center"
      justify="center"
      gap={16}
      style={{ minHeight: '100%', padding: 16, boxSizing: 'border-box', background: token.colorBgLayout }}
    >
      <Card style={{ width: '100%', maxWidth: 400 }} styles={{ body: { padding: 28 } }}>
        <Flex vertical gap={16}>
          <Flex align="center" gap={10}>
            <img src={markUrl} alt="" width={32} height={32} />
            <Typography.Title level={1} style={{ margin: 0, fontSize: 22 }}>
              {title}
            </Typography.Title>
          </Flex>
          {hint && <Typography.Text type="secondary">{hint}</Typography.Text>}
          {problem !== null && <Alert type="error" showIcon role="alert" title={problemText(problem)} />}
          {children}
        </Flex>
      </Card>
      <LookChoice />
    </Flex>
  )
}
