import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Card, Empty, Flex, Segmented, Tag } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { CaseLine, Page } from '../../../client/answers.js'
import { ask } from '../../shared/ask.js'
import { useLanguage, useWords } from '../../shared/language.js'
import { showTime } from '../../shared/show-time.js'
import { reasonNames } from '../names.js'
import { PageFrame } from '../page-frame.js'
import { Unreachable } from '../unreachable.js'
import { WideTable } from '../wide-table.js'
import { Deadline } from './deadline.js'
import { merchantWords, stateWords } from './merchant-words.js'

type Which = 'merchant-window' | 'arbitration' | 'all'

/** The cases against a merchant; those that wait for its answer first. */
export function MerchantCasesPage() {
  const words = useWords(merchantWords)
  const { language } = useLanguage()
  const [which, setWhich] = useState<Which>('merchant-window')
  const cases = useInfiniteQuery({
    queryKey: ['merchant-cases', which, language],
    queryFn: ({ pageParam }) =>
      ask<Page<CaseLine>>('GET', '/v1/cases', { query: { state: which === 'all' ? null : which, cursor: pageParam, limit: 50, language } }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    refetchInterval: 30_000,
  })
  const choices = [
    { value: 'merchant-window' as const, label: words.toAnswer },
    { value: 'arbitration' as const, label: words.toProve },
    { value: 'all' as const, label: words.all },
  ]
  const choice = <Segmented<Which> aria-label={words.which} options={choices} value={which} onChange={setWhich} />
  return (
    <PageFrame title={words.title} extra={choice}>
      {cases.error && !cases.data ? (
        <Unreachable error={cases.error} onRetry={() => void cases.refetch()} />
      ) : (
        <Card size="small" styles={{ body: { padding: 0 } }}>
          <CaseTable
            cases={cases.data?.pages.flatMap(({ items }) => items) ?? []}
            isLoading={cases.isPending}
            emptyText={which === 'merchant-window' ? words.noneToAnswer : words.none}
          />
          {cases.hasNextPage && (
            <Flex justify="center" style={{ padding: 8 }}>
              <Button size="small" loading={cases.isFetchingNextPage} onClick={() => void cases.fetchNextPage()}>
                {words.more}
              </Button>
            </Flex>
          )}
        </Card>
      )}
    </PageFrame>
  )
}

interface Listed {
  readonly cases: readonly CaseLine[]
  readonly isLoading: boolean
  readonly emptyText: string
}

function CaseTable({ cases, isLoading, emptyText }: Listed) {
  const words = useWords(merchantWords)
  const { language } = useLanguage()
  return (
    <WideTable<CaseLine>
      rowKey="id"
      size="small"
      label={words.title}
      pagination={false}
      loading={isLoading}
      dataSource={[...cases]}
      locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={emptyText} /> }}
      columns={[
        {
          title: words.order,
          dataIndex: 'orderNumber',
          className: 'code',
          render: (number: string | null, { id }) => <Link to={`/my-cases/${id}`}>{number ?? '–'}</Link>,
        },
        { title: words.reason, dataIndex: 'reason', render: (reason: keyof typeof reasonNames) => reasonNames[reason][language] },
        { title: words.opened, dataIndex: 'createdAt', render: (at: string) => showTime(at, language) },
        {
          title: words.state,
          dataIndex: 'state',
          render: (state: keyof typeof stateWords) => (
            <Tag color={state === 'merchant-window' ? 'warning' : 'default'}>{stateWords[state][language]}</Tag>
          ),
        },
        {
          title: words.deadline,
          dataIndex: 'until',
          render: (until: string | null) => (until === null ? '–' : <Deadline until={until} />),
        },
      ]}
    />
  )
}
