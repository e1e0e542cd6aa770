import { Card, Empty, Table } from 'antd'
import type { Board } from '../../../client/answers.js'
import { useLanguage, useWords } from '../../shared/language.js'
import { useNames } from '../people/use-names.js'
import { showDuration } from '../show-figures.js'
import { boardWords } from './board-words.js'

type Reviewer = Board['reviewers'][number]

/** What each reviewer decided, how quickly, and how much of it fell at appeal. */
export function ReviewersCard({ reviewers }: { readonly reviewers: readonly Reviewer[] }) {
  const words = useWords(boardWords)
  const { language } = useLanguage()
  const nameOf = useNames()
  return (
    <Card size="small" title={words.reviewersTitle} styles={{ body: { padding: 0 } }}>
      <Table<Reviewer>
        rowKey="reviewer"
        size="small"
        className="figures"
        pagination={false}
        dataSource={[...reviewers]}
        locale={{ emptyText: <Empty description={words.noReviewers} /> }}
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
