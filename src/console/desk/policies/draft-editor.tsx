import { useQuery } from '@tanstack/react-query'
import { Button, Card, Col, Empty, Flex, Row, Table, Typography } from 'antd'
import { useState } from 'react'
import { parseDocument } from 'yaml'
import type { CommentedPolicy, PolicyDraft } from '../../../client/answers.js'
import { ask } from '../../shared/ask.js'
import { useLanguage, useWords } from '../../shared/language.js'
import { fill, type Language } from '../../shared/words.js'
import { Answered, PageFrame } from '../page-frame.js'
import { useMe } from '../session.js'
import { DraftActions } from './draft-actions.js'
import { policiesWords } from './policies-words.js'
import { PolicyText } from './policy-text.js'
import { ReplayCard } from './replay-card.js'
import { partOf, settingsOf } from './settings-of.js'
import { type Check, useCheck } from './use-check.js'

interface Opened {
  readonly version: string
  readonly draft: PolicyDraft | null
  /** The live policy with the draft's settings in it. */
  readonly yaml: string
}

/** Writes a draft: checked while it is typed, compared with the live policy, replayed, saved, published by another. */
export function DraftEditor({ draftId, onLeave }: { readonly draftId: string | null; readonly onLeave: () => void }) {
  const { language } = useLanguage()
  const opened = useQuery({
    queryKey: ['policy-opened', draftId, language],
    queryFn: () => openDraft(draftId, language),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  const words = useWords(policiesWords)
  const title =
    draftId === null
      ? fill(words.editNew, { version: opened.data?.version ?? '…' })
      : fill(words.editDraft, { id: `…${draftId.slice(-8)}` })
  return (
    <PageFrame title={title} extra={<Button onClick={onLeave}>{words.backToList}</Button>}>
      <Answered query={opened}>{(answer) => <Editor opened={answer} onLeave={onLeave} />}</Answered>
    </PageFrame>
  )
}

function Editor({ opened: { draft, yaml }, onLeave }: { readonly opened: Opened; readonly onLeave: () => void }) {
  const words = useWords(policiesWords)
  const [text, setText] = useState(yaml)
  const [savedText, setSavedText] = useState(draft === null ? null : yaml)
  const check = useCheck(text)
  const part = partOf(check.changes)
  const isOver = draft !== null && draft.publishedVersion !== null
  const mayWrite = useMe()?.scopes.includes('policies:write') ?? false
  const isSound = check.isCurrent && check.problems.length === 0 && check.changes.length > 0
  return (
    <Row gutter={[12, 12]}>
      <Col xs={24} lg={15}>
        <Card size="small" title={words.text}>
          <Typography.Paragraph type="secondary">{words.textHint}</Typography.Paragraph>
          <PolicyText text={text} check={check} onChange={setText} isReadOnly={isOver || !mayWrite} />
        </Card>
      </Col>
      <Col xs={24} lg={9}>
        <Flex vertical gap={12}>
          {mayWrite && !isOver && (
            <DraftActions
              draft={draft}
              part={part}
              isSound={isSound}
              isSaved={savedText === text}
              onSaved={() => setSavedText(text)}
              onLeave={onLeave}
            />
          )}
          <Changes check={check} />
          {mayWrite && <ReplayCard part={part} merchantId={draft?.merchantId ?? null} isIdle={!isSound} />}
        </Flex>
      </Col>
    </Row>
  )
}

function Changes({ check }: { readonly check: Check }) {
  const words = useWords(policiesWords)
  return (
    <Card size="small" title={words.changes} styles={{ body: { padding: 0 } }}>
      <Table
        rowKey="at"
        size="small"
        pagination={false}
        dataSource={check.changes}
        locale={{
          emptyText: (
            <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={check.problems.length > 0 ? words.changesLater : words.noChanges} />
          ),
        }}
        columns={[
          { title: words.setting, dataIndex: 'at', className: 'code' },
          { title: words.before, dataIndex: 'from', align: 'right', render: (value: string | null) => <del>{value ?? '–'}</del> },
          { title: words.after, dataIndex: 'to', align: 'right', render: (value: string | null) => <ins>{value ?? '–'}</ins> },
        ]}
      />
    </Card>
  )
}

async function openDraft(draftId: string | null, language: Language): Promise<Opened> {
  const { yaml: inBoth, version } = await ask<CommentedPolicy>('GET', '/v1/policies/commented')
  const yaml = commentedIn(language, inBoth)
  if (draftId === null) return { yaml, version, draft: null }
  const draft = await ask<PolicyDraft>('GET', `/v1/policies/drafts/${draftId}`)
  const document = parseDocument(yaml)
  for (const [at, value] of settingsOf(draft.policy)) document.setIn(at.split('.'), value)
  return { yaml: document.toString({ lineWidth: 0 }).trimEnd(), version, draft }
}

/** The service comments each setting in Chinese and then in English; beside the setting there is room for one. */
function commentedIn(language: Language, yaml: string): string {
  const isOther = language === 'zh' ? /^# [A-Z]/ : /^# [^A-Z]/
  return yaml
    .split('\n')
    .filter((line) => !isOther.test(line))
    .map((line) => (language === 'zh' ? line.replace(/( # [^|]*) \| .*$/, '$1') : line.replace(/ # [^|]* \| /, ' # ')))
    .join('\n')
}
