import { useQuery } from '@tanstack/react-query'
import { Button, Card, Empty, Tag } from 'antd'
import type { Page, PolicyDraft } from '../../../client/answers.js'
import { ask } from '../../shared/ask.js'
import { useLanguage, useWords } from '../../shared/language.js'
import { showTime } from '../../shared/show-time.js'
import { fill } from '../../shared/words.js'
import { Answered } from '../page-frame.js'
import { useNames } from '../people/use-names.js'
import { WideTable } from '../wide-table.js'
import { policiesWords } from './policies-words.js'
import { settingsOf } from './settings-of.js'

/** What is being drafted, and what became of it. */
export function DraftsCard({ onOpen }: { readonly onOpen: (draftId: string) => void }) {
  const words = useWords(policiesWords)
  const { language } = useLanguage()
  const nameOf = useNames()
  const drafts = useQuery({ queryKey: ['policy-drafts'], queryFn: () => ask<Page<PolicyDraft>>('GET', '/v1/policies/drafts') })
  return (
    <Card size="small" title={words.drafts} styles={{ body: { padding: 0 } }}>
      <Answered query={drafts}>
        {({ items }) => (
          <WideTable<PolicyDraft>
            rowKey="id"
            size="small"
            label={words.drafts}
            pagination={false}
            dataSource={[...items]}
            locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={words.noDrafts} /> }}
            columns={[
              {
                title: words.scope,
                dataIndex: 'merchantId',
                render: (merchant: string | null) => (merchant === null ? words.ofPlatform : fill(words.ofMerchant, { merchant })),
              },
              {
                title: words.settings,
                dataIndex: 'policy',
                render: (part: object) => settingsOf(part).map(([at]) => <Tag key={at}>{at}</Tag>),
              },
              {
                title: words.authors,
                dataIndex: 'authors',
                render: (authors: PolicyDraft['authors']) => authors.map(({ actor, person }) => person ?? nameOf(actor)).join(', '),
              },
              { title: words.changed, dataIndex: 'updatedAt', render: (at: string) => showTime(at, language) },
              {
                title: words.state,
                dataIndex: 'publishedVersion',
                render: (version: number | null) =>
                  version === null ? (
                    <Tag color="processing">{words.waits}</Tag>
                  ) : (
                    <Tag color="success">{fill(words.publishedAs, { version })}</Tag>
                  ),
              },
              {
                title: words.action,
                key: 'open',
                render: (_, { id }) => (
                  <Button size="small" onClick={() => onOpen(id)}>
                    {words.open}
                  </Button>
                ),
              },
            ]}
          />
        )}
      </Answered>
    </Card>
  )
}
