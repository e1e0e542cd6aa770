import { UserAddOutlined } from '@ant-design/icons'
import { Button, Card } from 'antd'
import { useState } from 'react'
import type { LinkedPerson } from '../../../client/answers.js'
import { useWords } from '../../shared/language.js'
import { Answered, PageFrame } from '../page-frame.js'
import { useMe } from '../session.js'
import { InviteForm } from './invite-form.js'
import { LinkShown } from './link-shown.js'
import { PeopleTable } from './people-table.js'
import { peopleWords } from './people-words.js'
import { usePeople } from './use-names.js'

/** Who may sign in, and as what. */
export function PeoplePage() {
  const words = useWords(peopleWords)
  const mayWrite = useMe()?.scopes.includes('people:write') ?? false
  const [isInviting, setInviting] = useState(false)
  const [linked, setLinked] = useState<LinkedPerson | null>(null)
  const invite = mayWrite && (
    <Button type="primary" icon={<UserAddOutlined />} onClick={() => setInviting(true)}>
      {words.invite}
    </Button>
  )
  return (
    <PageFrame title={words.title} extra={invite}>
      <Card size="small" styles={{ body: { padding: 0 } }}>
        <Answered query={usePeople()}>{({ items }) => <PeopleTable people={items} mayWrite={mayWrite} onLink={setLinked} />}</Answered>
      </Card>
      {isInviting && (
        <InviteForm
          onClose={() => setInviting(false)}
          onInvited={(invited) => {
            setInviting(false)
            setLinked(invited)
          }}
        />
      )}
      {linked && <LinkShown linked={linked} onClose={() => setLinked(null)} />}
    </PageFrame>
  )
}
