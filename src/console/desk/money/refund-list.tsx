import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Card, Empty, Flex, Segmented, Tag, Typography } from 'antd'
import { useState } from 'react'
import type { Page, Refund } from '../../../client/answers.js'
import { ask } from '../../shared/ask.js'
import { useLanguage, useWords } from '../../shared/language.js'
import { showMoney, showTime } from '../../shared/show-time.js'
import { fill } from '../../shared/words.js'
import { useNames } from '../people/use-names.js'
import { Unreachable } from '../unreachable.js'
import { WideTable } from '../wide-table.js'
import { moneyWords } from './money-words.js'

type State = Refund['state'] | 'all'

const stateColors = { requested: 'default', accepted: 'processing', unknown: 'warning', succeeded: 'success', failed: 'error' } as const

/** Refunds, newest first. */
export function RefundList() {
  const words = useWords(moneyWords)
  const { language } = useLanguage()
  const nameOf = useNames()
  const [state, setState] = useState<State>('all')
  const refunds = useInfiniteQuery({
    queryKey: ['refunds', state],
    queryFn: ({ pageParam }) =>
      ask<Page<Refund>>('GET', '/v1/refunds', { query: { state: state === 'all' ? null : state, cursor: pageParam, limit: 50 } }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  })
  const states = (['all', 'accepted', 'unknown', 'failed', 'succeeded'] as const).map((value) => ({ value, label: words[value] }))
  if (refunds.error && !refunds.data) return <Unreachable error={refunds.error} onRetry={() => void refunds.refetch()} />
  return (
    <Card
      size="small"
      title={words.refunds}
      extra={<Segmented<State> size="small" aria-label={words.state} options={states} value={state} onChange={setState} />}
      styles={{ body: { padding: 0 } }}
    >
      <WideTable<Refund>
        rowKey="id"
        size="small"
        className="figures"
        label={words.refunds}
        pagination={false}
        loading={refunds.isPending}
        dataSource={refunds.data?.pages.flatMap(({ items }) => items) ?? []}
        locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={words.none} /> }}
        columns={[
          { title: words.at, dataIndex: 'createdAt', render: (at: string) => showTime(at, language) },
          { title: words.order, dataIndex: 'orderNumber', className: 'code' },
          { title: words.amount, dataIndex: 'amountFen', align: 'right', render: showMoney },
          { title: words.channel, dataIndex: 'channel', render: (channel: Refund['channel']) => words[channel] },
          { title: words.decidedBy, dataIndex: 'decidedBy', render: (by: string) => (by === 'machine' ? words.machine : nameOf(by)) },
          {
            title: words.state,
            dataIndex: 'state',
            render: (is: Refund['state'], { waitsForPersonSince }) => (
              <Flex gap={8} wrap align="center">
                <Tag color={stateColors[is]} style={{ margin: 0 }}>
                  {words[is]}
                </Tag>
                {waitsForPersonSince && (
                  <Typography.Text type="danger">
                    {fill(words.stuckSince, { time: showTime(waitsForPersonSince, language) })}
                  </Typography.Text>
                )}
              </Flex>
            ),
          },
          {
            title: words.lastAnswer,
            dataIndex: 'lastAnswer',
            render: (answer: string | null) =>
              answer && (
                <Typography.Text type="secondary" style={{ maxWidth: 'var(--cell-most, 320px)' }} ellipsis={{ tooltip: answer }}>
                  {answer}
                </Typography.Text>
              ),
          },
        ]}
      />
      {refunds.hasNextPage && (
        <Flex justify="center" style={{ padding: 8 }}>
          <Button size="small" loading={refunds.isFetchingNextPage} onClick={() => void refunds.fetchNextPage()}>
            {words.more}
          </Button>
        </Flex>
      )}
    </Card>
  )
}
