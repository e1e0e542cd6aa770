import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Flex, Popconfirm } from 'antd'
import { useSearchParams } from 'react-router'
import type { PolicyDraft, PolicyVersion } from '../../../client/answers.js'
import { ask } from '../../shared/ask.js'
import { useWords } from '../../shared/language.js'
import { fill } from '../../shared/words.js'
import { useProblemText } from '../problem-text.js'
import { useMe } from '../session.js'
import { policiesWords } from './policies-words.js'

interface Acted {
  /** Null: it is not saved yet. */
  readonly draft: PolicyDraft | null
  readonly part: Readonly<Record<string, unknown>>
  readonly isSound: boolean
  readonly isSaved: boolean
  readonly onSaved: () => void
  readonly onLeave: () => void
}

/** What can be done with a draft: save, publish as the second person, run as shadow, remove. */
export function DraftActions({ draft, part, isSound, isSaved, onSaved, onLeave }: Acted) {
  const words = useWords(policiesWords)
  const me = useMe()?.person?.id
  const { save, publish, shadow, remove } = useActions({ draft, part, onSaved, onLeave })
  const isAuthor = draft?.authors.some(({ actor }) => actor === me) ?? true
  return (
    <Flex vertical gap={8}>
      <Flex gap={8} wrap>
        <Button
          type={isSaved ? 'default' : 'primary'}
          disabled={!isSound || isSaved}
          loading={save.isPending}
          onClick={() => save.mutate()}
        >
          {words.save}
        </Button>
        {draft && (
          <Popconfirm
            title={words.publish}
            description={words.publishSure}
            okText={words.publish}
            cancelText={words.cancel}
            onConfirm={() => publish.mutate()}
          >
            <Button type="primary" disabled={isAuthor || !isSaved || !isSound} loading={publish.isPending}>
              {words.publish}
            </Button>
          </Popconfirm>
        )}
        <Button disabled={!isSound} loading={shadow.isPending} onClick={() => shadow.mutate()}>
          {words.startShadow}
        </Button>
        {draft && (
          <Popconfirm title={words.removeSure} okText={words.remove} cancelText={words.cancel} onConfirm={() => remove.mutate()}>
            <Button danger loading={remove.isPending}>
              {words.remove}
            </Button>
          </Popconfirm>
        )}
      </Flex>
      {draft && isAuthor && isSaved && <Alert type="info" showIcon title={words.anotherMust} />}
      {draft && !isSaved && <Alert type="warning" showIcon title={words.saveFirst} />}
    </Flex>
  )
}

function useActions({ draft, part, onSaved, onLeave }: Pick<Acted, 'draft' | 'part' | 'onSaved' | 'onLeave'>) {
  const words = useWords(policiesWords)
  const queries = useQueryClient()
  const { message } = App.useApp()
  const problemText = useProblemText()
  const [, setSearch] = useSearchParams()
  const onError = (thrown: unknown) => message.error(problemText(thrown))
  const forget = (...keys: readonly string[]) => Promise.all(keys.map((key) => queries.invalidateQueries({ queryKey: [key] })))
  const save = useMutation({
    mutationFn: () =>
      draft === null
        ? ask<PolicyDraft>('POST', '/v1/policies/drafts', { json: { policy: part } })
        : ask<PolicyDraft>('PUT', `/v1/policies/drafts/${draft.id}`, { json: { policy: part, retires: draft.retires } }),
    onSuccess: async ({ id }) => {
      message.success(words.saved)
      await forget('policy-drafts')
      onSaved()
      if (draft === null) setSearch({ draft: id })
      else await forget('policy-opened')
    },
    onError,
  })
  const publish = useMutation({
    mutationFn: () => ask<PolicyVersion>('POST', `/v1/policies/drafts/${draft?.id}/publish`, { json: {} }),
    onSuccess: async ({ version }) => {
      message.success(fill(words.publishDone, { version }))
      await forget('policy-drafts', 'policy-versions')
      onLeave()
    },
    onError,
  })
  const shadow = useMutation({
    mutationFn: () => ask('PUT', '/v1/policies/shadow', { json: { policy: part, merchantId: draft?.merchantId ?? null } }),
    onSuccess: async () => {
      message.success(words.shadowStarted)
      await forget('policy-shadow')
    },
    onError,
  })
  const remove = useMutation({
    mutationFn: () => ask('DELETE', `/v1/policies/drafts/${draft?.id}`),
    onSuccess: async () => {
      await forget('policy-drafts')
      onLeave()
    },
    onError,
  })
  return { save, publish, shadow, remove }
}
