import { BellOutlined } from '@ant-design/icons'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Badge, Button, Flex, Popover, Spin, Typography } from 'antd'
import { Link } from 'react-router'
import type { Mention, Page } from '../../../client/answers.js'
import { ask } from '../../shared/ask.js'
import { useLanguage, useWords } from '../../shared/language.js'
import { Ago } from '../time-left.js'
import { useIsPhone } from '../use-is-phone.js'
import { queueWords } from './queue-words.js'

/** Notes of colleagues that name who is signed in, and were not read yet. */
export function Mentions({ count }: { readonly count: number }) {
  const words = useWords(queueWords)
  const isPhone = useIsPhone()
  return (
    <Popover trigger="click" placement={isPhone ? 'bottomLeft' : 'bottom'} content={<Unread />} destroyOnHidden>
      <Badge count={count} size="small">
        <Button icon={<BellOutlined aria-hidden />} aria-label={`${words.mentions} ${count}`} />
      </Badge>
    </Popover>
  )
}

function Unread() {
  const words = useWords(queueWords)
  const { language } = useLanguage()
  const queries = useQueryClient()
  const unread = useQuery({
    queryKey: ['mentions', language],
    queryFn: () => ask<Page<Mention>>('GET', '/v1/me/mentions', { query: { unread: true, language } }),
  })
  const read = useMutation({
    mutationFn: (id: string) => ask('POST', `/v1/me/mentions/${id}/read`),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['mentions'] })
      await queries.invalidateQueries({ queryKey: ['queue-counts'] })
    },
  })
  if (unread.isPending) return <Spin />
  const items = unread.data?.items ?? []
  if (items.length === 0) return <Typography.Text type="secondary">{words.noMentions}</Typography.Text>
  return (
    <Flex vertical gap={12} style={{ width: 'min(320px, calc(100vw - 56px))', maxHeight: 400, overflow: 'auto' }}>
      {items.map(({ id, caseId, author, words: said, createdAt }) => (
        <Flex key={id} vertical gap={2}>
          <Flex justify="space-between">
            <Typography.Text strong>{author.name}</Typography.Text>
            <Ago at={createdAt} />
          </Flex>
          <Typography.Paragraph ellipsis={{ rows: 3 }} style={{ margin: 0 }}>
            {said}
          </Typography.Paragraph>
          <Flex gap={12} align="center">
            <Link to={`/cases/${caseId}`}>{words.openCase}</Link>
            <Button size="small" type="text" onClick={() => read.mutate(id)}>
              {words.markRead}
            </Button>
          </Flex>
        </Flex>
      ))}
    </Flex>
  )
}
