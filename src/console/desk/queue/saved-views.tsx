import { DeleteOutlined, DownOutlined, FolderOpenOutlined } from '@ant-design/icons'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Divider, Flex, Input, Popover, Space, Typography } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { QueueFilter, SavedView } from '../../../client/answers.js'
import { ask } from '../../shared/ask.js'
import { useWords } from '../../shared/language.js'
import { fill } from '../../shared/words.js'
import { useProblemText } from '../problem-text.js'
import { useIsPhone } from '../use-is-phone.js'
import { queueWords } from './queue-words.js'
import { filterAddress } from './use-filter.js'

const viewsKey = ['views']

/** Filters kept under a name: opened, kept, removed. */
export function SavedViews({ filter }: { readonly filter: QueueFilter }) {
  const words = useWords(queueWords)
  const [isOpen, setOpen] = useState(false)
  const isPhone = useIsPhone()
  return (
    <Popover
      trigger="click"
      placement={isPhone ? 'bottom' : 'bottomRight'}
      open={isOpen}
      onOpenChange={setOpen}
      content={<Views filter={filter} onChosen={() => setOpen(false)} />}
    >
      <Button icon={<FolderOpenOutlined aria-hidden />}>
        {words.views} <DownOutlined aria-hidden />
      </Button>
    </Popover>
  )
}

function Views({ filter, onChosen }: { readonly filter: QueueFilter; readonly onChosen: () => void }) {
  const words = useWords(queueWords)
  const queries = useQueryClient()
  const { message } = App.useApp()
  const problemText = useProblemText()
  const [name, setName] = useState('')
  const views = useQuery({ queryKey: viewsKey, queryFn: () => ask<{ items: readonly SavedView[] }>('GET', '/v1/me/views') })
  const onError = (thrown: unknown) => message.error(problemText(thrown))
  const onSuccess = () => queries.invalidateQueries({ queryKey: viewsKey })
  const remove = useMutation({ mutationFn: (old: string) => ask('DELETE', addressOf(old)), onSuccess, onError })
  const keep = useMutation({
    mutationFn: () => ask('PUT', addressOf(name.trim()), { json: { filter } }),
    onSuccess: () => {
      setName('')
      message.success(words.kept)
      return onSuccess()
    },
    onError,
  })
  const items = views.data?.items ?? []
  return (
    <Flex vertical gap={4} style={{ width: 280 }}>
      {items.length === 0 && <Typography.Text type="secondary">{words.noViews}</Typography.Text>}
      {items.map((view) => (
        <Flex key={view.name} align="center" justify="space-between" gap={8}>
          <Link to={`/queue${filterAddress(view.filter)}`} onClick={onChosen} className="cut" style={{ lineHeight: '28px', flex: 1 }}>
            {view.name}
          </Link>
          <Button
            size="small"
            type="text"
            icon={<DeleteOutlined aria-hidden />}
            aria-label={fill(words.removeView, { name: view.name })}
            onClick={() => remove.mutate(view.name)}
          />
        </Flex>
      ))}
      <Divider style={{ margin: '4px 0' }} />
      <label htmlFor="view-name">{words.keepView}</label>
      <Space.Compact>
        <Input
          id="view-name"
          maxLength={60}
          placeholder={words.viewName}
          value={name}
          onChange={({ target }) => setName(target.value)}
          onPressEnter={() => name.trim() !== '' && keep.mutate()}
        />
        <Button type="primary" disabled={name.trim() === ''} loading={keep.isPending} onClick={() => keep.mutate()}>
          {words.keep}
        </Button>
      </Space.Compact>
    </Flex>
  )
}

function addressOf(name: string): string {
  return `/v1/me/views/${encodeURIComponent(name)}`
}
