import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Card, Flex, Tag, Typography } from 'antd'
import type { Page, PolicyFlip, PolicyShadow } from '../../../client/answers.js'
import { ask, Problem } from '../../shared/ask.js'
import { useLanguage, useWords } from '../../shared/language.js'
import { showTime } from '../../shared/show-time.js'
import { fill } from '../../shared/words.js'
import { Answered } from '../page-frame.js'
import { useProblemText } from '../problem-text.js'
import { DifferenceTable } from './difference-table.js'
import { policiesWords } from './policies-words.js'
import { settingsOf } from './settings-of.js'

interface Shadow {
  readonly shadow: PolicyShadow
  readonly flips: readonly PolicyFlip[]
}

/** The policy that is judged beside the live one, and what it would change. */
export function ShadowCard({ mayWrite }: { readonly mayWrite: boolean }) {
  const words = useWords(policiesWords)
  const queries = useQueryClient()
  const { message } = App.useApp()
  const problemText = useProblemText()
  const query = useQuery({ queryKey: ['policy-shadow'], queryFn: askShadow, refetchInterval: 30_000 })
  const end = useMutation({
    mutationFn: () => ask('DELETE', '/v1/policies/shadow'),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['policy-shadow'] }),
    onError: (thrown) => message.error(problemText(thrown)),
  })
  const endButton = mayWrite && query.data && (
    <Button size="small" loading={end.isPending} onClick={() => end.mutate()}>
      {words.endShadow}
    </Button>
  )
  return (
    <Card size="small" title={words.shadow} extra={endButton}>
      <Flex vertical gap={8}>
        <Typography.Text type="secondary">{words.shadowHint}</Typography.Text>
        <Answered query={query}>
          {(running) => (running ? <Running {...running} /> : <Typography.Text>{words.noShadow}</Typography.Text>)}
        </Answered>
      </Flex>
    </Card>
  )
}

function Running({ shadow, flips }: Shadow) {
  const words = useWords(policiesWords)
  const { language } = useLanguage()
  return (
    <Flex vertical gap={8}>
      <Flex gap={8} wrap align="center">
        {settingsOf(shadow.policy).map(([at, value]) => (
          <Tag key={at}>{`${at}: ${JSON.stringify(value)}`}</Tag>
        ))}
        <Typography.Text type="secondary">{fill(words.shadowSince, { time: showTime(shadow.startedAt, language) })}</Typography.Text>
      </Flex>
      <DifferenceTable difference={shadow.difference} flips={flips} />
    </Flex>
  )
}

/** Null when none runs. */
async function askShadow(): Promise<Shadow | null> {
  try {
    const shadow = await ask<PolicyShadow>('GET', '/v1/policies/shadow')
    const { items } = await ask<Page<PolicyFlip>>('GET', '/v1/policies/shadow/flips', { query: { limit: 100 } })
    return { shadow, flips: items }
  } catch (thrown) {
    if (thrown instanceof Problem && thrown.code === 'not-found') return null
    throw thrown
  }
}
