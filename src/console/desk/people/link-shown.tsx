import { Button, Modal, Typography } from 'antd'
import type { LinkedPerson } from '../../../client/answers.js'
import { useWords } from '../../shared/language.js'
import { fill } from '../../shared/words.js'
import { peopleWords } from './people-words.js'

/** The link with which a person sets its password; the service tells it this once. */
export function LinkShown({ linked: { person, link }, onClose }: { readonly linked: LinkedPerson; readonly onClose: () => void }) {
  const words = useWords(peopleWords)
  const kept = (
    <Button type="primary" onClick={onClose}>
      {words.kept}
    </Button>
  )
  return (
    <Modal open title={words.linkTitle} closable={false} mask={{ closable: false }} keyboard={false} footer={kept}>
      <Typography.Paragraph>{fill(words.linkHint, { name: person.name })}</Typography.Paragraph>
      <Typography.Paragraph copyable className="code boxed">
        {link}
      </Typography.Paragraph>
    </Modal>
  )
}
