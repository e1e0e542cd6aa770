import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Card, Flex, Form, Input, Tag, Typography } from 'antd'
import { ask } from '../../shared/ask.js'
import { useLanguage, useWords } from '../../shared/language.js'
import { showTime } from '../../shared/show-time.js'
import { useProblemText } from '../problem-text.js'
import { type SignedIn, useGoOn, useMe } from '../session.js'
import { WideTable } from '../wide-table.js'
import { accountWords, roleWords } from './account-words.js'

interface OpenSession {
  readonly id: string
  readonly isThisOne: boolean
  readonly address: string
  readonly agent: string
  readonly seenAt: string
}

/** One's own account: the password, and where one is signed in. */
export function AccountPage() {
  const words = useWords(accountWords)
  const { language } = useLanguage()
  const person = useMe()?.person
  return (
    <Flex vertical gap={16} style={{ maxWidth: 860, margin: '0 auto', padding: 16 }}>
      <Typography.Title level={1} style={{ fontSize: 20, margin: 0 }}>
        {words.title}
      </Typography.Title>
      <Card size="small">
        <Flex gap={16} wrap align="center">
          <Typography.Text strong>{person?.name}</Typography.Text>
          <Typography.Text type="secondary">{person?.email}</Typography.Text>
          {person && <Tag>{roleWords[person.role][language]}</Tag>}
          <Tag color={person?.hasTotp ? 'success' : 'default'}>{person?.hasTotp ? words.totpOn : words.totpOff}</Tag>
        </Flex>
      </Card>
      <PasswordCard />
      <SessionsCard />
    </Flex>
  )
}

interface Change {
  readonly current: string
  readonly next: string
}

function PasswordCard() {
  const words = useWords(accountWords)
  const { message } = App.useApp()
  const problemText = useProblemText()
  const goOn = useGoOn()
  const [form] = Form.useForm<Change>()
  const change = useMutation({
    mutationFn: (json: Change) => ask<SignedIn>('POST', '/auth/password', { json }),
    onSuccess: (answer) => {
      goOn(answer)
      form.resetFields()
      message.success(words.passwordChanged)
    },
    onError: (thrown) => message.error(problemText(thrown)),
  })
  return (
    <Card size="small" title={words.changePassword}>
      <Form<Change> form={form} layout="vertical" requiredMark={false} style={{ maxWidth: 400 }} onFinish={(given) => change.mutate(given)}>
        <Form.Item name="current" label={words.currentPassword} rules={[{ required: true, message: words.needed }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item name="next" label={words.newPassword} extra={words.passwordHint} rules={[{ required: true, message: words.needed }]}>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          {words.change}
        </Button>
      </Form>
    </Card>
  )
}

function SessionsCard() {
  const words = useWords(accountWords)
  const { language } = useLanguage()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const problemText = useProblemText()
  const sessions = useQuery({ queryKey: ['sessions'], queryFn: () => ask<{ items: OpenSession[] }>('GET', '/auth/sessions') })
  const onError = (thrown: unknown) => message.error(problemText(thrown))
  const onSuccess = () => queries.invalidateQueries({ queryKey: ['sessions'] })
  const end = useMutation({ mutationFn: (id: string) => ask('DELETE', `/auth/sessions/${id}`), onSuccess, onError })
  const endOthers = useMutation({ mutationFn: () => ask('POST', '/auth/sign-out-everywhere'), onSuccess, onError })
  return (
    <Card
      size="small"
      title={words.sessions}
      extra={
        <Button size="small" loading={endOthers.isPending} onClick={() => endOthers.mutate()}>
          {words.endOthers}
        </Button>
      }
      styles={{ body: { padding: 0 } }}
    >
      <WideTable<OpenSession>
        label={words.sessions}
        rowKey="id"
        size="small"
        pagination={false}
        loading={sessions.isPending}
        dataSource={sessions.data?.items ?? []}
        columns={[
          { title: words.address, dataIndex: 'address' },
          { title: words.browser, dataIndex: 'agent', render: shortAgent },
          { title: words.lastSeen, dataIndex: 'seenAt', render: (at: string) => showTime(at, language) },
          {
            title: words.end,
            key: 'end',
            render: (_, { id, isThisOne }) =>
              isThisOne ? (
                <Tag color="success">{words.thisOne}</Tag>
              ) : (
                <Button size="small" onClick={() => end.mutate(id)}>
                  {words.end}
                </Button>
              ),
          },
        ]}
      />
    </Card>
  )
}

/** `Chrome 126 · Windows` of a browser's long name for itself. */
function shortAgent(agent: string): string {
  const browser = /(Edg|OPR|Firefox|Chrome|Version)\/(\d+)/.exec(agent)
  const system = /Windows|Android|iPhone|iPad|Mac OS X|Linux/.exec(agent)?.[0]
  const name = browser?.[1] === 'Version' ? 'Safari' : browser?.[1]
  return [name && `${name} ${browser?.[2]}`, system].filter(Boolean).join(' · ') || agent.slice(0, 40)
}
