import { useQuery } from '@tanstack/react-query'
import { Button, Card, Empty, Flex, Modal, Segmented, Tag, Typography } from 'antd'
import { useState } from 'react'
import type { Dispute, DisputePack, Page } from '../../../client/answers.js'
import { ask } from '../../shared/ask.js'
import { useLanguage, useWords } from '../../shared/language.js'
import { showTime } from '../../shared/show-time.js'
import { moneyWords } from '../money/money-words.js'
import { Answered, PageFrame } from '../page-frame.js'
import { WideTable } from '../wide-table.js'
import { disputesWords } from './disputes-words.js'

type State = Dispute['state'] | 'all'

/** Complaints at the payment channels, with what could be answered. */
export function DisputesPage() {
  const words = useWords(disputesWords)
  const [state, setState] = useState<State>('all')
  const [shown, setShown] = useState<string | null>(null)
  const disputes = useQuery({
    queryKey: ['disputes', state],
    queryFn: () => ask<Page<Dispute>>('GET', '/v1/disputes', { query: { state: state === 'all' ? null : state, limit: 200 } }),
  })
  const states = (['all', 'open', 'closed'] as const).map((value) => ({ value, label: words[value] }))
  return (
    <PageFrame title={words.title} extra={<Segmented<State> aria-label={words.state} options={states} value={state} onChange={setState} />}>
      <Typography.Text type="secondary">{words.hint}</Typography.Text>
      <Card size="small" styles={{ body: { padding: 0 } }}>
        <Answered query={disputes}>{({ items }) => <DisputeTable disputes={items} onShow={setShown} />}</Answered>
      </Card>
      {shown && <Draft disputeId={shown} onClose={() => setShown(null)} />}
    </PageFrame>
  )
}

function DisputeTable({ disputes, onShow }: { readonly disputes: readonly Dispute[]; readonly onShow: (disputeId: string) => void }) {
  const words = useWords(disputesWords)
  const channels = useWords(moneyWords)
  const { language } = useLanguage()
  return (
    <WideTable<Dispute>
      rowKey="id"
      size="small"
      label={words.title}
      pagination={{ pageSize: 20, hideOnSinglePage: true }}
      dataSource={[...disputes]}
      locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={words.none} /> }}
      columns={[
        { title: words.at, dataIndex: 'at', render: (at: string) => showTime(at, language) },
        { title: words.channel, dataIndex: 'channel', render: (channel: Dispute['channel']) => channels[channel] },
        { title: words.number, dataIndex: 'number', className: 'code' },
        {
          title: words.state,
          dataIndex: 'state',
          render: (is: Dispute['state']) => <Tag color={is === 'open' ? 'warning' : 'default'}>{words[is]}</Tag>,
        },
        { title: words.orders, dataIndex: 'orderNumbers', render: (numbers: readonly string[]) => numbers.join(', ') || words.noOrder },
        {
          title: words.words,
          dataIndex: 'words',
          render: (text: string) => (
            <Typography.Text style={{ maxWidth: 360 }} ellipsis={{ tooltip: text }}>
              {text}
            </Typography.Text>
          ),
        },
        {
          title: words.answer,
          key: 'answer',
          render: (_, { id, caseId }) =>
            caseId === null ? (
              <Typography.Text type="secondary">{words.noCase}</Typography.Text>
            ) : (
              <Button size="small" onClick={() => onShow(id)}>
                {words.show}
              </Button>
            ),
        },
      ]}
    />
  )
}

function Draft({ disputeId, onClose }: { readonly disputeId: string; readonly onClose: () => void }) {
  const words = useWords(disputesWords)
  const pack = useQuery({ queryKey: ['dispute-pack', disputeId], queryFn: () => ask<DisputePack>('GET', `/v1/disputes/${disputeId}/pack`) })
  return (
    <Modal open title={words.answer} onCancel={onClose} footer={<Button onClick={onClose}>{words.close}</Button>}>
      <Answered query={pack}>
        {(draft) => (
          <Flex vertical gap={12}>
            <Typography.Paragraph copyable style={{ whiteSpace: 'pre-wrap', margin: 0 }}>
              {draft.words}
            </Typography.Paragraph>
            {draft.pictures.length > 0 && (
              <>
                <Typography.Text strong>{words.pictures}</Typography.Text>
                <ol style={{ margin: 0, paddingInlineStart: 20 }}>
                  {draft.pictures.map(({ evidenceId, file, because }) => (
                    <li key={evidenceId}>{`${file} · ${because}`}</li>
                  ))}
                </ol>
              </>
            )}
          </Flex>
        )}
      </Answered>
    </Modal>
  )
}
