import { Flex, Modal, Switch, Typography } from 'antd'
import { Fragment } from 'react'
import { useWords } from '../../shared/language.js'
import { KeyName } from './key-name.js'
import { keyWords } from './key-words.js'
import { useKeysChoice } from './keys-choice.js'

/** A key and what it does, in the viewer's language. */
interface KeyLine {
  readonly keys: readonly string[]
  readonly does: string
}

interface KeyHelpProps {
  readonly isOpen: boolean
  readonly lines: readonly KeyLine[]
  readonly onClose: () => void
}

/** All keys of a page, and the switch that turns them off. */
export function KeyHelp({ isOpen, lines, onClose }: KeyHelpProps) {
  const words = useWords(keyWords)
  const [areOn, choose] = useKeysChoice()
  return (
    <Modal open={isOpen} title={words.title} onCancel={onClose} footer={null} destroyOnHidden>
      <Flex vertical gap={12}>
        <Flex component="label" gap={8} align="center">
          <Switch checked={areOn} onChange={choose} aria-label={words.areOn} />
          {words.areOn}
        </Flex>
        <Typography.Text type="secondary">{words.hint}</Typography.Text>
        <dl style={{ display: 'grid', gridTemplateColumns: 'max-content 1fr', gap: '6px 16px', margin: 0 }}>
          {lines.map(({ keys, does }) => (
            <Fragment key={does}>
              <dt>
                {keys.map((name) => (
                  <Fragment key={name}>
                    <KeyName name={name} />{' '}
                  </Fragment>
                ))}
              </dt>
              <dd style={{ margin: 0 }}>{does}</dd>
            </Fragment>
          ))}
        </dl>
      </Flex>
    </Modal>
  )
}
