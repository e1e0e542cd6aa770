import type { UseQueryResult } from '@tanstack/react-query'
import { Alert, Button, Flex, Spin, Typography } from 'antd'
import type { ReactNode } from 'react'
import { useWords } from '../shared/language.js'
import { ruleZone } from '../shared/show-time.js'
import { fill } from '../shared/words.js'
import { deskWords } from './desk-words.js'
import { useProblemText } from './problem-text.js'

interface Framed {
  readonly title: string
  /** Beside the title. */
  readonly extra?: ReactNode
  readonly children: ReactNode
}

/** A page with its title, as wide as tables need. */
export function PageFrame({ title, extra, children }: Framed) {
  return (
    <Flex vertical gap={12} style={{ maxWidth: 1360, margin: '0 auto', padding: 16 }}>
      <Flex align="center" justify="space-between" gap={12} wrap>
        <Typography.Title level={1} style={{ fontSize: 20, margin: 0 }}>
          {title}
        </Typography.Title>
        {extra}
      </Flex>
      {children}
      <ZoneNote />
    </Flex>
  )
}

/** In whose zone the times of a page stand, and the one of the rules where it is another. */
function ZoneNote() {
  const words = useWords(deskWords)
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  return (
    <Typography.Text type="secondary" style={{ fontSize: 12 }}>
      {[fill(words.timesIn, { zone }), zone !== ruleZone && fill(words.ruleZone, { zone: ruleZone })].filter(Boolean).join(' · ')}
    </Typography.Text>
  )
}

interface Asked<Answer> {
  readonly query: UseQueryResult<Answer>
  readonly children: (answer: Answer) => ReactNode
}

/** What was asked for: while it is on its way, when it cannot be had, and when it is there; what was there before stays in sight. */
export function Answered<Answer>({ query, children }: Asked<Answer>) {
  const words = useWords(deskWords)
  const problemText = useProblemText()
  const { data, error, isFetching, refetch } = query
  const again = (
    <Button size="small" loading={isFetching} onClick={() => void refetch()}>
      {words.tryAgain}
    </Button>
  )
  const problem = error && <Alert type="error" showIcon role="alert" title={problemText(error)} action={again} />
  if (data === undefined) return problem ?? <Spin style={{ display: 'block', margin: '48px auto' }} />
  return (
    <>
      {problem}
      {children(data)}
    </>
  )
}
