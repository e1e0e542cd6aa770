import { Alert, Button, Flex, Input, Modal, Typography } from 'antd'
import { type KeyboardEvent, type ReactNode, useContext, useEffect, useRef } from 'react'
import { useWords } from '../../shared/language.js'
import { KeyName } from '../keys/key-name.js'
import { Barred } from './barred.js'
import { caseWords } from './case-words.js'

interface DecisionDialogProps {
  readonly title: string
  readonly canSend: boolean
  readonly isSending: boolean
  readonly isDanger?: boolean
  readonly onSend: () => void
  readonly onClose: () => void
  /** A key pressed outside of a text; true: it was used. */
  readonly onKey?: (key: string) => boolean
  readonly children: ReactNode
}

/** What a decision still needs: Enter sends, Escape goes back, number keys choose. */
export function DecisionDialog({
  title,
  canSend: isComplete,
  isSending,
  isDanger = false,
  onSend,
  onClose,
  onKey,
  children,
}: DecisionDialogProps) {
  const words = useWords(caseWords)
  const box = useRef<HTMLDivElement>(null)
  const barred = useContext(Barred)
  const canSend = isComplete && barred === null
  useEffect(() => box.current?.focus(), [])
  const listen = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const isText = event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLInputElement
    const isSend = event.key === 'Enter' && (!(event.target instanceof HTMLTextAreaElement) || event.ctrlKey || event.metaKey)
    const isPress = event.target instanceof HTMLButtonElement && !event.ctrlKey
    if (isSend && !isPress && canSend && !isSending) onSend()
    else if (isText || !onKey?.(event.key)) return
    event.preventDefault()
  }
  return (
    <Modal open title={title} footer={null} onCancel={onClose} afterOpenChange={(isOpen) => isOpen && box.current?.focus()}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only listens to keys that its parts do not use */}
      <div ref={box} tabIndex={-1} onKeyDown={listen} style={{ outline: 'none', display: 'grid', gap: 12 }}>
        {children}
        {barred !== null && <Alert role="alert" type="error" showIcon title={barred} description={words.typedIsKept} />}
        <Flex gap={8} align="center" justify="end" wrap>
          <Typography.Text type="secondary" style={{ flex: 1, fontSize: 12 }}>
            {words.enterSends}
          </Typography.Text>
          <Button onClick={onClose}>
            {words.cancel} <KeyName name="Esc" />
          </Button>
          <Button type="primary" danger={isDanger} disabled={!canSend} loading={isSending} onClick={onSend}>
            {words.send} <KeyName name="Enter" isOnPrimary />
          </Button>
        </Flex>
      </div>
    </Modal>
  )
}

interface WordsFieldProps {
  readonly id: string
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
}

/** What is said to somebody. */
export function WordsField({ id, label, value, onChange }: WordsFieldProps) {
  return (
    <div style={{ display: 'grid', gap: 4 }}>
      <label htmlFor={id}>{label}</label>
      <Input.TextArea id={id} rows={5} maxLength={5000} value={value} onChange={({ target }) => onChange(target.value)} />
    </div>
  )
}
