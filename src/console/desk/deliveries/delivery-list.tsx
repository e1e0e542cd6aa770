import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Card, Empty, Flex, Segmented, Tag, Typography } from 'antd'
import { useState } from 'react'
import type { Delivery, Page } from '../../../client/answers.js'
import { ask } from '../../shared/ask.js'
import { useLanguage, useWords } from '../../shared/language.js'
import { showTime } from '../../shared/show-time.js'
import { fill } from '../../shared/words.js'
import { useProblemText } from '../problem-text.js'
import { Unreachable } from '../unreachable.js'
import { WideTable } from '../wide-table.js'
import { deliveriesWords } from './deliveries-words.js'
import { sayAnswer } from './say-answer.js'

type State = Delivery['state'] | 'all'

const tagColors = { waiting: 'processing', delivered: 'success', 'given-up': 'error' } as const

/** What became of each event at each endpoint; what was given up can be sent again. */
export function DeliveryList({ mayWrite }: { readonly mayWrite: boolean }) {
  const words = useWords(deliveriesWords)
  const [state, setState] = useState<State>('all')
  const { query, replay } = useDeliveries(state)
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  const states = (['all', 'given-up', 'waiting', 'delivered'] as const).map((value) => ({ value, label: words[value] }))
  const dead = items.filter((one) => one.state === 'given-up')
  return (
    <Card
      size="small"
      title={words.deliveries}
      extra={<Segmented<State> size="small" aria-label={words.state} options={states} value={state} onChange={setState} />}
      styles={{ body: { padding: 0 } }}
    >
      {mayWrite && dead.length > 1 && (
        <Flex style={{ padding: 8 }}>
          <Button size="small" loading={replay.isPending} onClick={() => replay.mutate(dead.map(({ id }) => id))}>
            {fill(words.replayAll, { count: dead.length })}
          </Button>
        </Flex>
      )}
      {query.error && !query.data ? (
        <Unreachable error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Rows items={items} isLoading={query.isPending} onReplay={mayWrite ? (id) => replay.mutate([id]) : null} />
      )}
      {query.hasNextPage && (
        <Flex justify="center" style={{ padding: 8 }}>
          <Button size="small" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {words.more}
          </Button>
        </Flex>
      )}
    </Card>
  )
}

function useDeliveries(state: State) {
  const words = useWords(deliveriesWords)
  const queries = useQueryClient()
  const { message } = App.useApp()
  const problemText = useProblemText()
  const query = useInfiniteQuery({
    queryKey: ['deliveries', state],
    queryFn: ({ pageParam }) =>
      ask<Page<Delivery>>('GET', '/v1/deliveries', { query: { state: state === 'all' ? null : state, cursor: pageParam, limit: 50 } }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    refetchInterval: 15_000,
  })
  const replay = useMutation({
    mutationFn: async (ids: readonly string[]) => {
      for (const id of ids) await ask('POST', `/v1/deliveries/${id}/replay`)
    },
    onSuccess: () => message.success(words.replayed),
    onError: (thrown) => message.error(problemText(thrown)),
    onSettled: () => queries.invalidateQueries({ queryKey: ['deliveries'] }),
  })
  return { query, replay }
}

interface Listed {
  readonly items: readonly Delivery[]
  readonly isLoading: boolean
  /** Null: this person may not. */
  readonly onReplay: ((deliveryId: string) => void) | null
}

function Rows({ items, isLoading, onReplay }: Listed) {
  const words = useWords(deliveriesWords)
  const { language } = useLanguage()
  return (
    <WideTable<Delivery>
      rowKey="id"
      size="small"
      label={words.deliveries}
      pagination={false}
      loading={isLoading}
      dataSource={[...items]}
      locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={words.none} /> }}
      columns={[
        { title: words.created, dataIndex: 'createdAt', render: (at: string) => showTime(at, language) },
        { title: words.event, dataIndex: 'eventType', className: 'code' },
        {
          title: words.caseId,
          dataIndex: 'caseId',
          className: 'code',
          render: (id: string | null) => (id === null ? '–' : `…${id.slice(-8)}`),
        },
        {
          title: words.state,
          dataIndex: 'state',
          render: (state: Delivery['state'], { nextAt }) => (
            <Flex gap={8} wrap align="center">
              <Tag color={tagColors[state]} style={{ margin: 0 }}>
                {words[state]}
              </Tag>
              {nextAt && <Typography.Text type="secondary">{fill(words.next, { time: showTime(nextAt, language) })}</Typography.Text>}
            </Flex>
          ),
        },
        { title: words.attempts, dataIndex: 'attempts', align: 'right' },
        { title: words.answer, dataIndex: 'lastAnswer', render: (answer: Delivery['lastAnswer']) => <LastAnswer answer={answer} /> },
        ...(onReplay
          ? [
              {
                title: words.action,
                key: 'replay',
                render: (_: unknown, { id, state, attempts }: Delivery) =>
                  // The next try of what failed may be hours away.
                  (state !== 'waiting' || attempts > 0) && (
                    <Button size="small" onClick={() => onReplay(id)}>
                      {words.replay}
                    </Button>
                  ),
              },
            ]
          : []),
      ]}
    />
  )
}

function LastAnswer({ answer }: { readonly answer: Delivery['lastAnswer'] }) {
  const words = useWords(deliveriesWords)
  const { language } = useLanguage()
  if (!answer) return '–'
  const { status, durationMs, text } = answer
  const why = sayAnswer(answer)?.[language]
  // What the receiver says is its own; what our side says of a connection is in the words before it.
  const said = [status ?? words.noAnswer, why, status !== null && text, `${Math.round(durationMs)} ms`]
  return (
    <Typography.Text
      style={{ maxWidth: 'var(--cell-most, 360px)' }}
      ellipsis={{ tooltip: text || why }}
      {...(why === undefined ? {} : { type: 'danger' })}
    >
      {said.filter(Boolean).join(' · ')}
    </Typography.Text>
  )
}
