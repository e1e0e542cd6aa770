import { useQuery } from '@tanstack/react-query'
import { Card, Empty, Typography } from 'antd'
import type { Agreement, Board } from '../../../client/answers.js'
import { ask } from '../../shared/ask.js'
import { useLanguage, useWords } from '../../shared/language.js'
import { fill } from '../../shared/words.js'
import { useNames } from '../people/use-names.js'
import { showDuration, showShare } from '../show-figures.js'
import { WideTable } from '../wide-table.js'
import { boardWords } from './board-words.js'

type Reviewer = Board['reviewers'][number]

/** What each reviewer decided, how quickly, and how much of it fell at appeal. */
export function ReviewersCard({ reviewers, from }: { readonly reviewers: readonly Reviewer[]; readonly from: string }) {
  const words = useWords(boardWords)
  const { language } = useLanguage()
  const nameOf = useNames()
  return (
    <Card size="small" title={words.reviewersTitle} extra={<SecondLooks from={from} />} styles={{ body: { padding: 0 } }}>
      <WideTable<Reviewer>
        label={words.reviewersTitle}
        rowKey="reviewer"
        size="small"
        className="figures"
        pagination={false}
        dataSource={[...reviewers]}
        locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={words.noReviewers} /> }}
        columns={[
          { title: words.reviewer, dataIndex: 'reviewer', render: nameOf },
          { title: words.decided, dataIndex: 'decided', align: 'right', sorter: (left, right) => left.decided - right.decided },
          { title: words.asked, dataIndex: 'asked', align: 'right' },
          {
            title: words.median,
            dataIndex: 'medianMs',
            align: 'right',
            render: (ms: number | null) => (ms === null ? '–' : showDuration(ms, language)),
          },
          { title: words.overturned, dataIndex: 'overturned', align: 'right' },
        ]}
      />
    </Card>
  )
}

/** How far blind second looks agreed with the first. */
function SecondLooks({ from }: { readonly from: string }) {
  const words = useWords(boardWords)
  const { data } = useQuery({
    queryKey: ['agreement', from.slice(0, 13)],
    queryFn: () => ask<Agreement>('GET', '/v1/second-looks/agreement', { query: { from } }),
  })
  if (!data || data.all.looked === 0) return null
  const { looked, agreed, kappa } = data.all
  return (
    <Typography.Text className="figures">
      {[
        `${words.agreement} ${showShare(agreed / looked)}`,
        fill(words.agreementHint, { agreed, looks: looked }),
        kappa !== null && `κ ${kappa.toFixed(2)}`,
      ]
        .filter(Boolean)
        .join(' · ')}
    </Typography.Text>
  )
}
