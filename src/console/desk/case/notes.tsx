import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Flex, Mentions, Spin, Typography, theme } from 'antd'
import { useState } from 'react'
import type { Note } from '../../../client/answers.js'
import { ask } from '../../shared/ask.js'
import { useLanguage, useWords } from '../../shared/language.js'
import { useProblemText } from '../problem-text.js'
import { useColleagues } from '../queue/use-queue.js'
import { Ago } from '../time-left.js'
import { caseWords } from './case-words.js'

/** What those who decide write to each other about a case. */
export function Notes({ caseId }: { readonly caseId: string }) {
  const words = useWords(caseWords)
  const { language } = useLanguage()
  const { token } = theme.useToken()
  const notes = useQuery({
    queryKey: ['notes', caseId, language],
    queryFn: () => ask<{ items: readonly Note[] }>('GET', `/v1/cases/${caseId}/notes`, { query: { language } }),
  })
  if (notes.isPending) return <Spin />
  const items = notes.data?.items ?? []
  return (
    <Flex vertical gap={8}>
      <AddNote caseId={caseId} />
      {items.length === 0 && <Typography.Text type="secondary">{words.noNotes}</Typography.Text>}
      {items.map(({ id, author, words: said, createdAt }) => (
        <div key={id} style={{ borderTop: `1px solid ${token.colorBorderSecondary}`, paddingTop: 6 }}>
          <Flex justify="space-between" gap={8}>
            <Typography.Text strong>{author.name}</Typography.Text>
            <Ago at={createdAt} />
          </Flex>
          <div style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{said}</div>
        </div>
      ))}
    </Flex>
  )
}

/** Where a note is written; the keys bring the focus here. */
export const noteFieldId = 'note-words'

function AddNote({ caseId }: { readonly caseId: string }) {
  const words = useWords(caseWords)
  const queries = useQueryClient()
  const { message } = App.useApp()
  const problemText = useProblemText()
  const colleagues = useColleagues().data?.items ?? []
  const [typed, setTyped] = useState('')
  const add = useMutation({
    mutationFn: () => {
      const mentions = colleagues.filter(({ name }) => typed.includes(`@${name}`)).map(({ id }) => id)
      return ask('POST', `/v1/cases/${caseId}/notes`, { json: { words: typed.trim(), mentions } })
    },
    onSuccess: () => {
      setTyped('')
      return queries.invalidateQueries({ queryKey: ['notes', caseId] })
    },
    onError: (thrown) => message.error(problemText(thrown)),
  })
  return (
    <Flex vertical gap={6}>
      <label htmlFor={noteFieldId}>
        {words.noteWords} <Typography.Text type="secondary">· {words.noteHidden}</Typography.Text>
      </label>
      <Mentions
        id={noteFieldId}
        rows={2}
        value={typed}
        onChange={setTyped}
        options={colleagues.map(({ id, name }) => ({ key: id, value: name, label: name }))}
      />
      <Button style={{ alignSelf: 'end' }} disabled={typed.trim() === ''} loading={add.isPending} onClick={() => add.mutate()}>
        {words.addNote}
      </Button>
    </Flex>
  )
}
