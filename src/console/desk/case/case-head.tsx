import { ArrowLeftOutlined, LockOutlined, QuestionCircleOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { App, Button, Flex, Select, Tag, Typography, theme } from 'antd'
import { Link } from 'react-router'
import type { CaseSheet } from '../../../client/answers.js'
import { ask } from '../../shared/ask.js'
import { useLanguage, useWords } from '../../shared/language.js'
import { showMoney } from '../../shared/show-time.js'
import { fill } from '../../shared/words.js'
import { useLeftWhenClosed } from '../keys/use-left-when-closed.js'
import { reasonNames, stateNames, tierNames } from '../names.js'
import { useProblemText } from '../problem-text.js'
import { queueWords } from '../queue/queue-words.js'
import { useColleagues, useLine, useRefreshQueue } from '../queue/use-queue.js'
import { useMe } from '../session.js'
import { TimeLeft } from '../time-left.js'
import { useIsNarrow } from '../use-is-narrow.js'
import { useIsPhone } from '../use-is-phone.js'
import { caseWords } from './case-words.js'
import type { LeaseState } from './use-lease.js'

interface CaseHeadProps {
  readonly sheet: CaseSheet
  readonly lease: LeaseState
  /** The address of the queue one came from. */
  readonly back: string
  readonly onHelp: () => void
}

/** Which case it is, where it stands, how much time is left, whose it is: on a phone in two lines. */
export function CaseHead({ sheet, lease, back, onHelp }: CaseHeadProps) {
  const words = useWords(caseWords)
  const { token } = theme.useToken()
  const isNarrow = useIsNarrow()
  const isPhone = useIsPhone()
  const { case: row, order } = sheet
  const name = (
    <>
      <Link to={back} state={{ caseId: row.id }} aria-label={words.toQueue} style={{ minWidth: 24, minHeight: 24, flex: 'none' }}>
        <ArrowLeftOutlined aria-hidden />
      </Link>
      <Typography.Title
        level={1}
        className={isPhone ? 'code cut' : 'code'}
        style={{ margin: 0, fontSize: isPhone ? 15 : 16, ...(isPhone ? { minWidth: 0 } : { overflowWrap: 'anywhere' }) }}
      >
        {row.orderNumber ?? words.noOrder}
      </Typography.Title>
      <Typography.Text strong className="figures" style={{ flex: 'none' }}>
        {order ? showMoney(order.order.amountFen) : '—'}
      </Typography.Text>
    </>
  )
  const frame = { padding: isNarrow ? '6px 8px' : '8px 16px', flex: 'none', background: token.colorBgContainer, marginBottom: 8 }
  const assignee = lease.is !== 'none' && <Assignee caseId={row.id} isSmall={isPhone} />
  if (isPhone)
    return (
      <Flex vertical gap={2} style={frame}>
        <Flex gap={8} align="center">
          {name}
          <span style={{ flex: 1 }} />
          {assignee}
        </Flex>
        <Flex gap={6} align="center" style={{ fontSize: 12, minWidth: 0 }}>
          <Standing row={row} lease={lease} isShort />
        </Flex>
      </Flex>
    )
  return (
    <Flex gap="4px 12px" wrap align="center" style={frame}>
      {name}
      <Standing row={row} lease={lease} />
      <span style={{ flex: 1 }} />
      {assignee}
      <Button
        className="for-keys"
        icon={<QuestionCircleOutlined aria-hidden />}
        aria-label={words.keyHelp}
        aria-keyshortcuts="?"
        onClick={onHelp}
      />
    </Flex>
  )
}

interface Stands extends Pick<CaseHeadProps, 'lease'> {
  readonly row: CaseSheet['case']
  /** Where there is no room, that one holds it is a sign only. */
  readonly isShort?: boolean
}

/** Why it was claimed, where it stands and until when, and whether one holds it. */
function Standing({ row, lease, isShort = false }: Stands) {
  const words = useWords(caseWords)
  const { language } = useLanguage()
  const sized = isShort ? { margin: 0, fontSize: 12, lineHeight: '18px', paddingInline: 5 } : { margin: 0 }
  return (
    <>
      <span className={isShort ? 'cut' : ''}>{reasonNames[row.claim.reason][language]}</span>
      <Tag style={sized}>{stateNames[row.state][language]}</Tag>
      {row.verdict && <Tag style={sized}>{tierNames[row.verdict.trustTier][language]}</Tag>}
      <TimeLeft until={row.until} />
      {lease.is === 'mine' && (
        <Typography.Text type="success" style={{ fontSize: 'inherit', whiteSpace: 'nowrap' }}>
          <LockOutlined aria-hidden /> {isShort ? <span className="aside">{words.mine}</span> : words.mine}
        </Typography.Text>
      )}
      {lease.is === 'taking' && (
        <Typography.Text type="secondary" className={isShort ? 'cut' : ''} style={{ fontSize: 'inherit' }}>
          {words.taking}
        </Typography.Text>
      )}
    </>
  )
}

/** Whose case it is: leads give it to anybody, reviewers to themselves or to nobody. */
function Assignee({ caseId, isSmall }: { readonly caseId: string; readonly isSmall: boolean }) {
  const words = useWords(caseWords)
  const ofQueue = useWords(queueWords)
  const me = useMe()?.person
  const { message } = App.useApp()
  const problemText = useProblemText()
  const refresh = useRefreshQueue()
  const colleagues = useColleagues().data?.items ?? []
  const line = useLine(caseId)
  const leftWhenClosed = useLeftWhenClosed()
  const assign = useMutation({
    mutationFn: (personId: string | null) => ask('PUT', `/v1/cases/${caseId}/assignee`, { json: { personId } }),
    onSuccess: refresh,
    onError: (thrown) => message.error(problemText(thrown)),
  })
  if (!line.data) return null
  const { assignee } = line.data
  const isReviewer = me?.role === 'reviewer'
  const known = isReviewer ? colleagues.filter(({ id }) => id === me.id) : colleagues
  // Somebody who has left, or whom a reviewer cannot choose.
  const other = assignee && known.every(({ id }) => id !== assignee.id) ? [assignee] : []
  return (
    <Select
      {...leftWhenClosed}
      aria-label={words.assign}
      variant="borderless"
      {...(isSmall ? { size: 'small', popupMatchSelectWidth: false } : {})}
      style={isSmall ? { minWidth: 84, maxWidth: 120, flex: 'none' } : { minWidth: 120 }}
      value={assignee?.id ?? ''}
      loading={assign.isPending}
      // A reviewer takes nobody's, and gives back only its own.
      disabled={isReviewer && assignee !== null && assignee.id !== me.id}
      onChange={(id) => assign.mutate(id === '' ? null : id)}
      options={[
        { value: '', label: words.nobody },
        ...[...known, ...other].map(({ id, name }) => ({ value: id, label: id === me?.id ? fill(ofQueue.isMe, { name }) : name })),
      ]}
    />
  )
}
