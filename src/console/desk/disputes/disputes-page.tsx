import { useQuery } from '@tanstack/react-query'
import { Button, Card, Empty, Flex, Image, Input, Modal, Segmented, Tag, Typography } from 'antd'
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
            <Typography.Text style={{ maxWidth: 'var(--cell-most, 360px)' }} ellipsis={{ tooltip: text }}>
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
  const pack = useQuery({
    queryKey: ['dispute-pack', disputeId],
    queryFn: () => ask<DisputePack>('GET', `/v1/disputes/${disputeId}/pack`),
    // What somebody changes here must not be drafted anew below its hands.
    refetchOnWindowFocus: false,
  })
  return (
    <Modal open title={words.answer} onCancel={onClose} footer={<Button onClick={onClose}>{words.close}</Button>}>
      <Answered query={pack}>
        {(draft) => (
          <Flex vertical gap={12}>
            <Answer drafted={draft.words} />
            {draft.pictures.length > 0 && <Pictures disputeId={disputeId} pictures={draft.pictures} />}
          </Flex>
        )}
      </Answered>
    </Modal>
  )
}

/** What the channel takes. */
const mostCharacters = 200

/** The words, to be changed and taken along; nothing of it is kept here. */
function Answer({ drafted }: { readonly drafted: string }) {
  const words = useWords(disputesWords)
  const [typed, setTyped] = useState(drafted)
  return (
    <Flex vertical gap={4}>
      <Flex justify="space-between" gap={8}>
        <label htmlFor="dispute-answer">{words.edit}</label>
        <Typography.Text copyable={{ text: typed, tooltips: [words.copy, words.copied] }}>{words.copy}</Typography.Text>
      </Flex>
      <Input.TextArea
        id="dispute-answer"
        rows={7}
        value={typed}
        status={[...typed].length > mostCharacters ? 'error' : ''}
        count={{ show: true, max: mostCharacters, strategy: (text) => [...text].length }}
        onChange={({ target }) => setTyped(target.value)}
      />
    </Flex>
  )
}

/** As they go to the channel: every card key covered. */
function Pictures({ disputeId, pictures }: { readonly disputeId: string; readonly pictures: DisputePack['pictures'] }) {
  const words = useWords(disputesWords)
  return (
    <Flex vertical gap={8} style={{ marginTop: 16 }}>
      <Typography.Text strong>{words.pictures}</Typography.Text>
      <Image.PreviewGroup>
        <ol style={{ margin: 0, padding: 0, listStyle: 'none', display: 'grid', gap: 12 }}>
          {pictures.map(({ evidenceId, file, because }, at) => {
            const address = `/v1/disputes/${disputeId}/pack/pictures/${at + 1}`
            return (
              <li key={evidenceId} style={{ display: 'flex', gap: 12 }}>
                <Image src={address} alt={file} width={96} height={96} style={{ objectFit: 'cover', borderRadius: 6 }} />
                <Flex vertical gap={4} align="start" style={{ minWidth: 0 }}>
                  <Typography.Text strong>{`${at + 1}. ${file}`}</Typography.Text>
                  <Typography.Text>{because}</Typography.Text>
                  <a href={address} download={`${at + 1}.jpg`}>
                    {words.save}
                  </a>
                </Flex>
              </li>
            )
          })}
        </ol>
      </Image.PreviewGroup>
    </Flex>
  )
}
