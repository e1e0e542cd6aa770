import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Card, Empty, Tag } from 'antd'
import type { Page, PolicyVersion } from '../../../client/answers.js'
import { ask } from '../../shared/ask.js'
import { useLanguage, useWords } from '../../shared/language.js'
import { showTime } from '../../shared/show-time.js'
import { fill } from '../../shared/words.js'
import { Answered } from '../page-frame.js'
import { useNames } from '../people/use-names.js'
import { useProblemText } from '../problem-text.js'
import { WideTable } from '../wide-table.js'
import { policiesWords } from './policies-words.js'

/** Every version there was, is and will be. */
export function VersionsCard({ mayWrite }: { readonly mayWrite: boolean }) {
  const words = useWords(policiesWords)
  const { language } = useLanguage()
  const nameOf = useNames()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const problemText = useProblemText()
  const versions = useQuery({ queryKey: ['policy-versions'], queryFn: () => ask<Page<PolicyVersion>>('GET', '/v1/policies') })
  const withdraw = useMutation({
    mutationFn: (version: number) => ask('POST', `/v1/policies/withdrawals/${version}`, { json: {} }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['policy-versions'] }),
    onError: (thrown) => message.error(problemText(thrown)),
  })
  return (
    <Card size="small" title={words.versions} styles={{ body: { padding: 0 } }}>
      <Answered query={versions}>
        {({ items }) => (
          <WideTable<PolicyVersion>
            rowKey="id"
            size="small"
            label={words.versions}
            pagination={{ pageSize: 10, hideOnSinglePage: true, size: 'small' }}
            dataSource={[...items]}
            locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={words.noVersions} /> }}
            columns={[
              { title: words.version, dataIndex: 'version' },
              { title: words.name, dataIndex: ['policy', 'version'], className: 'code' },
              {
                title: words.scope,
                dataIndex: 'merchantId',
                render: (merchant: string | null) => (merchant === null ? words.ofPlatform : fill(words.ofMerchant, { merchant })),
              },
              { title: words.from, dataIndex: 'effectiveAt', render: (at: string) => showTime(at, language) },
              {
                title: words.publisher,
                key: 'publisher',
                render: (_, { publishedBy, publishedPerson }) => publishedPerson ?? (publishedBy && nameOf(publishedBy)) ?? '–',
              },
              {
                title: words.state,
                key: 'state',
                render: (_, one) => {
                  const state = stateOf(one, items)
                  return (
                    <Tag color={{ live: 'success', later: 'processing', withdrawn: 'default', past: 'default' }[state]}>{words[state]}</Tag>
                  )
                },
              },
              ...(mayWrite
                ? [
                    {
                      title: words.action,
                      key: 'withdraw',
                      render: (_: unknown, one: PolicyVersion) =>
                        stateOf(one, items) === 'later' && (
                          <Button size="small" loading={withdraw.isPending} onClick={() => withdraw.mutate(one.version)}>
                            {words.withdraw}
                          </Button>
                        ),
                    },
                  ]
                : []),
            ]}
          />
        )}
      </Answered>
    </Card>
  )
}

/** The latest effective one of those that hold for the same merchant is live, of equals the higher version. */
function stateOf(one: PolicyVersion, all: readonly PolicyVersion[]): 'live' | 'later' | 'withdrawn' | 'past' {
  if (one.withdrawnAt !== null) return 'withdrawn'
  const now = Date.now()
  if (Date.parse(one.effectiveAt) > now) return 'later'
  const held = all.filter(
    ({ merchantId, withdrawnAt, effectiveAt }) => merchantId === one.merchantId && withdrawnAt === null && Date.parse(effectiveAt) <= now,
  )
  const isAfter = (left: PolicyVersion, right: PolicyVersion) =>
    Date.parse(left.effectiveAt) - Date.parse(right.effectiveAt) || left.version - right.version
  return held.sort(isAfter).at(-1)?.id === one.id ? 'live' : 'past'
}
