import { PlusOutlined } from '@ant-design/icons'
import { Button, Flex } from 'antd'
import { useSearchParams } from 'react-router'
import { useWords } from '../../shared/language.js'
import { PageFrame } from '../page-frame.js'
import { useMe } from '../session.js'
import { DraftEditor } from './draft-editor.js'
import { DraftsCard } from './drafts-card.js'
import { policiesWords } from './policies-words.js'
import { ShadowCard } from './shadow-card.js'
import { VersionsCard } from './versions-card.js'

/** Policies: what holds, what is drafted, and the editor (`?draft=new` or a draft's id). */
export function PoliciesPage() {
  const words = useWords(policiesWords)
  const [search, setSearch] = useSearchParams()
  const mayWrite = useMe()?.scopes.includes('policies:write') ?? false
  const draft = search.get('draft')
  if (draft !== null) return <DraftEditor key={draft} draftId={draft === 'new' ? null : draft} onLeave={() => setSearch({})} />
  const newDraft = mayWrite && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setSearch({ draft: 'new' })}>
      {words.newDraft}
    </Button>
  )
  return (
    <PageFrame title={words.title} extra={newDraft}>
      <Flex vertical gap={12}>
        <DraftsCard onOpen={(id) => setSearch({ draft: id })} />
        <VersionsCard mayWrite={mayWrite} />
        <ShadowCard mayWrite={mayWrite} />
      </Flex>
    </PageFrame>
  )
}
