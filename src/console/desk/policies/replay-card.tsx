import { useMutation, useQuery } from '@tanstack/react-query'
import { App, Button, Card, Flex, Progress, Typography } from 'antd'
import type { Page, PolicyFlip, PolicyReplay } from '../../../client/answers.js'
import { ask } from '../../shared/ask.js'
import { useWords } from '../../shared/language.js'
import { fill } from '../../shared/words.js'
import { Answered } from '../page-frame.js'
import { useProblemText } from '../problem-text.js'
import { DifferenceTable } from './difference-table.js'
import { policiesWords } from './policies-words.js'

interface Asked {
  readonly part: Readonly<Record<string, unknown>>
  readonly merchantId: string | null
  /** Nothing to replay: it is wrong, or changes nothing. */
  readonly isIdle: boolean
}

/** Judges past cases under what the editor holds, and shows what would end otherwise. */
export function ReplayCard({ part, merchantId, isIdle }: Asked) {
  const words = useWords(policiesWords)
  const { message } = App.useApp()
  const problemText = useProblemText()
  const start = useMutation({
    mutationFn: () => ask<PolicyReplay>('POST', '/v1/policies/replays', { json: { policy: part, merchantId } }),
    onError: (thrown) => message.error(problemText(thrown)),
  })
  const button = (
    <Button size="small" loading={start.isPending} disabled={isIdle} onClick={() => start.mutate()}>
      {words.replay}
    </Button>
  )
  return (
    <Card size="small" title={words.replayTitle} extra={button}>
      {start.data ? <Result replayId={start.data.id} /> : <Typography.Text type="secondary">{words.replayHint}</Typography.Text>}
    </Card>
  )
}

function Result({ replayId }: { readonly replayId: string }) {
  const words = useWords(policiesWords)
  const replay = useQuery({
    queryKey: ['policy-replay', replayId],
    queryFn: () => ask<PolicyReplay>('GET', `/v1/policies/replays/${replayId}`),
    refetchInterval: ({ state }) => (state.data?.state === 'done' ? false : 700),
  })
  const isDone = replay.data?.state === 'done'
  const flips = useQuery({
    queryKey: ['policy-flips', replayId],
    queryFn: () => ask<Page<PolicyFlip>>('GET', `/v1/policies/replays/${replayId}/flips`, { query: { limit: 100 } }),
    enabled: isDone,
  })
  return (
    <Answered query={replay}>
      {({ difference, casesDone, casesToDo }) =>
        isDone ? (
          <DifferenceTable difference={difference} flips={flips.data?.items ?? []} />
        ) : (
          <Flex vertical role="status">
            <Typography.Text>
              {casesToDo === null ? words.replayWaits : fill(words.replayRuns, { done: casesDone, all: casesToDo })}
            </Typography.Text>
            <Progress aria-label={words.replayTitle} percent={casesToDo ? Math.round((casesDone / casesToDo) * 100) : 0} />
          </Flex>
        )
      }
    </Answered>
  )
}
