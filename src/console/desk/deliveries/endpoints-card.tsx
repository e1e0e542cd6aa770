import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Card, Empty, Form, Input, Modal, Tag, Typography } from 'antd'
import { useState } from 'react'
import type { Page, WebhookEndpoint, WebhookEndpointWithSecret } from '../../../client/answers.js'
import { ask } from '../../shared/ask.js'
import { useWords } from '../../shared/language.js'
import { Answered } from '../page-frame.js'
import { useProblemText } from '../problem-text.js'
import { WideTable } from '../wide-table.js'
import { deliveriesWords } from './deliveries-words.js'

const endpointsKey = ['webhooks']

/** The endpoints that events are sent to. */
export function EndpointsCard({ mayWrite }: { readonly mayWrite: boolean }) {
  const words = useWords(deliveriesWords)
  const queries = useQueryClient()
  const { message } = App.useApp()
  const problemText = useProblemText()
  const [isAdding, setAdding] = useState(false)
  const endpoints = useQuery({ queryKey: endpointsKey, queryFn: () => ask<Pick<Page<WebhookEndpoint>, 'items'>>('GET', '/v1/webhooks') })
  const turn = useMutation({
    mutationFn: ({ id, disabled }: WebhookEndpoint) => ask('PATCH', `/v1/webhooks/${id}`, { json: { disabled: !disabled } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: endpointsKey }),
    onError: (thrown) => message.error(problemText(thrown)),
  })
  const add = mayWrite && (
    <Button size="small" onClick={() => setAdding(true)}>
      {words.add}
    </Button>
  )
  return (
    <Card size="small" title={words.endpoints} extra={add} styles={{ body: { padding: 0 } }}>
      <Answered query={endpoints}>
        {({ items }) => (
          <WideTable<WebhookEndpoint>
            rowKey="id"
            size="small"
            label={words.endpoints}
            pagination={false}
            dataSource={[...items]}
            locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={words.noEndpoints} /> }}
            columns={[
              { title: words.address, dataIndex: 'url', className: 'code' },
              {
                title: words.events,
                dataIndex: 'types',
                render: (types: readonly string[] | null) => types?.join(', ') ?? words.allEvents,
              },
              {
                title: words.state,
                dataIndex: 'disabled',
                render: (disabled: boolean) => <Tag color={disabled ? 'default' : 'success'}>{disabled ? words.off : words.on}</Tag>,
              },
              ...(mayWrite
                ? [
                    {
                      title: words.action,
                      key: 'turn',
                      render: (_: unknown, endpoint: WebhookEndpoint) => (
                        <Button size="small" loading={turn.isPending} onClick={() => turn.mutate(endpoint)}>
                          {endpoint.disabled ? words.turnOn : words.turnOff}
                        </Button>
                      ),
                    },
                  ]
                : []),
            ]}
          />
        )}
      </Answered>
      {isAdding && <AddEndpoint onClose={() => setAdding(false)} />}
    </Card>
  )
}

/** Asks for the address, then shows the secret once. */
function AddEndpoint({ onClose }: { readonly onClose: () => void }) {
  const words = useWords(deliveriesWords)
  const queries = useQueryClient()
  const { message } = App.useApp()
  const problemText = useProblemText()
  const [form] = Form.useForm<{ url: string }>()
  const add = useMutation({
    mutationFn: (json: { url: string }) => ask<WebhookEndpointWithSecret>('POST', '/v1/webhooks', { json }),
    onSuccess: () => queries.invalidateQueries({ queryKey: endpointsKey }),
    onError: (thrown) => message.error(problemText(thrown)),
  })
  if (add.data) {
    return (
      <Modal
        open
        title={words.secretTitle}
        onCancel={onClose}
        footer={
          <Button type="primary" onClick={onClose}>
            {words.kept}
          </Button>
        }
      >
        <Typography.Paragraph>{words.secretHint}</Typography.Paragraph>
        <Typography.Paragraph copyable className="code boxed">
          {add.data.secret}
        </Typography.Paragraph>
      </Modal>
    )
  }
  return (
    <Modal
      open
      title={words.add}
      okText={words.create}
      cancelText={words.cancel}
      confirmLoading={add.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(given) => add.mutate(given)}>
        <Form.Item name="url" label={words.address} rules={[{ required: true, pattern: /^https?:\/\/./, message: words.addressNeeded }]}>
          <Input type="url" inputMode="url" />
        </Form.Item>
      </Form>
    </Modal>
  )
}
