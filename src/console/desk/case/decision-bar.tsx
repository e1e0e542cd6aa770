import { CheckOutlined, CloseOutlined, EditOutlined, PieChartOutlined, QuestionOutlined } from '@ant-design/icons'
import { App, Button, Flex, Typography, theme } from 'antd'
import { type ReactNode, useContext, useState } from 'react'
import type { CaseSheet, QueueFilter } from '../../../client/answers.js'
import { useLanguage, useWords } from '../../shared/language.js'
import { showMoney } from '../../shared/show-time.js'
import { fill } from '../../shared/words.js'
import { KeyName } from '../keys/key-name.js'
import { useKeys } from '../keys/use-keys.js'
import { decisionNames } from '../names.js'
import { Moment, TimeLeft } from '../time-left.js'
import { Barred } from './barred.js'
import { caseWords } from './case-words.js'
import { AskMore, ConfirmPay, Disagree, PayPart, Refuse, remainderFen } from './decision-dialogs.js'
import { type Choice, type Signature, useDecide, useFourEyesFen, useSign } from './use-decide.js'

interface DecisionBarProps {
  readonly sheet: CaseSheet
  /** Told whether a dialog is open, where something may be typed. */
  readonly onWriting: (isWriting: boolean) => void
  readonly filter: QueueFilter
}

/** One key decides: pay in full, in part, refuse, ask. */
export function DecisionBar({ sheet, filter, onWriting }: DecisionBarProps) {
  const decide = useDecide(sheet, filter)
  return <ChoiceBar sheet={sheet} onWriting={onWriting} isSending={decide.isPending} onChoice={(choice) => decide.mutate(choice)} />
}

interface ChoiceBarProps {
  readonly sheet: CaseSheet
  readonly isSending: boolean
  readonly onChoice: (choice: Choice) => void
  readonly onWriting?: (isWriting: boolean) => void
  /** Nothing is carried out, so nothing is confirmed. */
  readonly isLook?: boolean
}

type Open = 'confirm' | 'part' | 'refuse' | 'ask' | null

/** The four decisions, each with its key, and what they still need. */
export function ChoiceBar({ sheet, isSending, onChoice, onWriting, isLook = false }: ChoiceBarProps) {
  const words = useWords(caseWords)
  const { message } = App.useApp()
  const [open, setShown] = useState<Open>(null)
  const isOff = useContext(Barred) !== null || isSending
  const setOpen = (shown: Open) => {
    setShown(shown)
    onWriting?.(shown !== null)
  }
  const limitFen = useFourEyesFen(sheet.order?.order.merchantId)
  const leftFen = remainderFen(sheet)
  const close = () => setOpen(null)
  const send = (choice: Choice) => {
    close()
    onChoice(choice)
  }
  const payFull = () => {
    if (leftFen <= 0) message.warning(words.nothingLeft)
    else if (!isLook && (limitFen === undefined || leftFen > limitFen)) setOpen('confirm')
    else send({ decision: 'pay', amountFen: null, words: '' })
  }
  const payPart = () => (leftFen <= 0 ? message.warning(words.nothingLeft) : setOpen('part'))
  useKeys(
    isOff || open !== null ? {} : { 1: payFull, 2: isLook ? undefined : payPart, 3: () => setOpen('refuse'), 4: () => setOpen('ask') },
  )
  const dialog = { sheet, isSending, onSend: send, onClose: close }
  return (
    <Bar label={words.decide}>
      <BarButton
        type="primary"
        name={`${words.payFull} ${showMoney(leftFen)}`}
        keys="1"
        icon={<CheckOutlined aria-hidden />}
        isOff={isOff}
        onClick={payFull}
      />
      {!isLook && <BarButton name={words.payPart} keys="2" icon={<PieChartOutlined aria-hidden />} isOff={isOff} onClick={payPart} />}
      <BarButton danger name={words.refuse} keys="3" icon={<CloseOutlined aria-hidden />} isOff={isOff} onClick={() => setOpen('refuse')} />
      <BarButton name={words.ask} keys="4" icon={<QuestionOutlined aria-hidden />} isOff={isOff} onClick={() => setOpen('ask')} />
      {open === 'confirm' && <ConfirmPay {...dialog} limitFen={limitFen} />}
      {open === 'part' && <PayPart {...dialog} />}
      {open === 'refuse' && <Refuse {...dialog} />}
      {open === 'ask' && <AskMore {...dialog} />}
    </Bar>
  )
}

/** What another person decided and this one signs, or does not. */
export function SignatureBar({ sheet, filter, onWriting }: DecisionBarProps) {
  const words = useWords(caseWords)
  const { language } = useLanguage()
  const sign = useSign(sheet, filter)
  const [isOpen, setShown] = useState(false)
  const isSending = sign.isPending
  const isOff = useContext(Barred) !== null || isSending
  const setOpen = (isShown: boolean) => {
    setShown(isShown)
    onWriting(isShown)
  }
  const agree = () => sign.mutate({ agree: true, words: '' })
  const disagree = (signature: Signature) => {
    setOpen(false)
    sign.mutate(signature)
  }
  useKeys(isOff || isOpen ? {} : { s: agree, d: () => setOpen(true) })
  const pending = sheet.case.pendingDecision
  const what = pending ? `${decisionNames[pending.decision][language]} ${showMoney(pending.amountFen ?? remainderFen(sheet))}` : ''
  return (
    <Bar label={words.decide}>
      <Flex vertical style={{ minWidth: 0 }}>
        <Typography.Text strong>{fill(words.pendingSign, { name: pending?.by.name ?? '', what })}</Typography.Text>
        <SignUntil at={pending?.signUntil ?? null} />
        {pending?.words && (
          <Typography.Paragraph style={{ margin: 0, whiteSpace: 'pre-wrap', maxHeight: '6em', overflowY: 'auto' }}>
            <Typography.Text type="secondary">{words.pendingWords}</Typography.Text> {pending.words}
          </Typography.Paragraph>
        )}
      </Flex>
      <BarButton type="primary" name={words.sign} keys="S" icon={<EditOutlined aria-hidden />} isOff={isOff} onClick={agree} />
      <BarButton danger name={words.disagree} keys="D" icon={<CloseOutlined aria-hidden />} isOff={isOff} onClick={() => setOpen(true)} />
      {isOpen && <Disagree sheet={sheet} isSending={isSending} onSend={disagree} onClose={() => setOpen(false)} />}
    </Bar>
  )
}

/** Where decisions stand, below everything else. */
export function Bar({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  const { token } = theme.useToken()
  return (
    <Flex
      component="section"
      aria-label={label}
      wrap
      gap={8}
      align="center"
      style={{ padding: '8px 16px', flex: 'none', background: token.colorBgContainer, borderTop: `1px solid ${token.colorBorder}` }}
    >
      {children}
    </Flex>
  )
}

/** Until when the second signature is waited for, and what happens then. */
export function SignUntil({ at }: { readonly at: string | null }) {
  const words = useWords(caseWords)
  if (at === null) return null
  return (
    <span>
      <Typography.Text type="secondary">{words.signUntil}</Typography.Text> <Moment at={at} /> <TimeLeft until={at} />{' '}
      <Typography.Text type="secondary">· {words.signUntilHint}</Typography.Text>
    </span>
  )
}

interface BarButtonProps {
  readonly name: string
  readonly keys: string
  readonly icon: ReactNode
  readonly isOff: boolean
  readonly type?: 'primary' | 'default'
  readonly danger?: boolean
  readonly onClick: () => void
}

function BarButton({ name, keys, icon, isOff, type = 'default', danger = false, onClick }: BarButtonProps) {
  return (
    <Button type={type} danger={danger} size="large" icon={icon} aria-keyshortcuts={keys} disabled={isOff} onClick={onClick}>
      {name} <KeyName name={keys} isOnPrimary={type === 'primary'} />
    </Button>
  )
}
