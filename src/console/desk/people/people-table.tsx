import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Flex, Popconfirm, Select, Tag, Typography } from 'antd'
import type { LinkedPerson, Person } from '../../../client/answers.js'
import { ask } from '../../shared/ask.js'
import { useLanguage, useWords } from '../../shared/language.js'
import { showTime } from '../../shared/show-time.js'
import { roleWords } from '../account/account-words.js'
import { useProblemText } from '../problem-text.js'
import { useMe } from '../session.js'
import { WideTable } from '../wide-table.js'
import { peopleWords } from './people-words.js'

interface Listed {
  readonly people: readonly Person[]
  readonly mayWrite: boolean
  readonly onLink: (linked: LinkedPerson) => void
}

const stateColors = { invited: 'processing', active: 'success', disabled: 'default' } as const

/** Everyone who may sign in; an admin changes roles, disables, and gives new links. */
export function PeopleTable({ people, mayWrite, onLink }: Listed) {
  const words = useWords(peopleWords)
  const { language } = useLanguage()
  const me = useMe()?.person?.id
  const { change, renew } = useChanges(onLink)
  const roles = Object.entries(roleWords)
    .filter(([role]) => role !== 'merchant')
    .map(([value, both]) => ({ value, label: both[language] }))
  return (
    <WideTable<Person>
      rowKey="id"
      size="small"
      label={words.title}
      pagination={{ pageSize: 50, hideOnSinglePage: true }}
      dataSource={[...people]}
      columns={[
        {
          title: words.name,
          dataIndex: 'name',
          render: (name: string, { id }) => (
            <>
              {name} {id === me && <Typography.Text type="secondary">· {words.you}</Typography.Text>}
            </>
          ),
        },
        { title: words.email, dataIndex: 'email' },
        {
          title: words.role,
          dataIndex: 'role',
          render: (role: Person['role'], { id, merchantId, name }) =>
            mayWrite && role !== 'merchant' && id !== me ? (
              <Select
                size="small"
                aria-label={`${words.role}: ${name}`}
                style={{ minWidth: 110 }}
                options={roles}
                value={role}
                onChange={(next) => change.mutate({ id, json: { role: next } })}
              />
            ) : (
              [roleWords[role][language], merchantId].filter(Boolean).join(' · ')
            ),
        },
        {
          title: words.state,
          dataIndex: 'state',
          render: (state: Person['state']) => <Tag color={stateColors[state]}>{words[state]}</Tag>,
        },
        { title: words.totp, dataIndex: 'hasTotp', render: (has: boolean) => (has ? words.on : words.off) },
        {
          title: words.lastSignIn,
          dataIndex: 'lastSignInAt',
          render: (at: string | null) => (at === null ? words.never : showTime(at, language)),
        },
        ...(mayWrite
          ? [
              {
                title: words.action,
                key: 'action',
                render: (_: unknown, person: Person) =>
                  person.id !== me && (
                    <Flex gap={8}>
                      {person.state === 'disabled' ? (
                        <Button size="small" onClick={() => change.mutate({ id: person.id, json: { state: 'active' } })}>
                          {words.enable}
                        </Button>
                      ) : (
                        <Popconfirm
                          title={words.disable}
                          description={words.disableSure}
                          okText={words.disable}
                          cancelText={words.cancel}
                          onConfirm={() => change.mutate({ id: person.id, json: { state: 'disabled' } })}
                        >
                          <Button size="small" danger>
                            {words.disable}
                          </Button>
                        </Popconfirm>
                      )}
                      {person.state !== 'disabled' && (
                        <Button size="small" onClick={() => renew.mutate(person.id)}>
                          {words.newLink}
                        </Button>
                      )}
                    </Flex>
                  ),
              },
            ]
          : []),
      ]}
    />
  )
}

function useChanges(onLink: Listed['onLink']) {
  const queries = useQueryClient()
  const { message } = App.useApp()
  const problemText = useProblemText()
  const onError = (thrown: unknown) => message.error(problemText(thrown))
  const change = useMutation({
    mutationFn: ({ id, json }: { id: string; json: object }) => ask('PATCH', `/v1/people/${id}`, { json }),
    onError,
    onSettled: () => queries.invalidateQueries({ queryKey: ['people'] }),
  })
  const renew = useMutation({
    mutationFn: (id: string) => ask<LinkedPerson>('POST', `/v1/people/${id}/link`, { json: {} }),
    onSuccess: onLink,
    onError,
  })
  return { change, renew }
}
