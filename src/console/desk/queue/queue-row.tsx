import { EditOutlined, EyeOutlined, LockOutlined, UserOutlined } from '@ant-design/icons'
import { Tag } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { QueueLine } from '../../../client/answers.js'
import { useLanguage, useWords } from '../../shared/language.js'
import { showMoney } from '../../shared/show-time.js'
import { fill } from '../../shared/words.js'
import { needsNames, outcomeNames, reasonNames, ruleNames } from '../names.js'
import { Ago, TimeLeft } from '../time-left.js'
import { queueWords } from './queue-words.js'

/** Two lines of text, the second one quieter. */
function Pair({ first, second }: { readonly first: ReactNode; readonly second: ReactNode }) {
  return (
    <div style={{ minWidth: 0, lineHeight: '20px' }}>
      <div className="cut">{first}</div>
      <div className="cut">
        <span className="secondary" style={{ fontSize: 12 }}>
          {second}
        </span>
      </div>
    </div>
  )
}

interface RowProps {
  readonly line: QueueLine
  /** Where its case opens, filter and all. */
  readonly address: string
  readonly myId: string | undefined
}

/** The cells of a line, in the order of the columns. */
export function QueueCells({ line, address, myId }: RowProps) {
  const { language } = useLanguage()
  const words = useWords(queueWords)
  return (
    <>
      <Cell>
        <TimeLeft until={line.until} isPlain />
      </Cell>
      <Cell>
        <Needs line={line} />
      </Cell>
      <Cell>
        <Pair
          first={
            <Link to={address} className="code" tabIndex={-1}>
              {line.orderNumber ?? words.noOrder}
            </Link>
          }
          second={line.productName ?? line.id}
        />
      </Cell>
      <Cell>{reasonNames[line.reason][language]}</Cell>
      <Cell isNumber>{line.amountFen === null ? '—' : showMoney(line.amountFen)}</Cell>
      <Cell>
        <Why line={line} />
      </Cell>
      <Cell>
        <Pair first={line.buyerId} second={line.merchantId ?? '—'} />
      </Cell>
      <Cell>
        <Ago at={line.since} isPlain />
      </Cell>
      <Cell>
        <Who line={line} myId={myId} />
      </Cell>
    </>
  )
}

/** The same on a narrow screen: three lines of text. */
export function QueueCard({ line, address, myId }: RowProps) {
  const { language } = useLanguage()
  const words = useWords(queueWords)
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows that are not drawn have no place in a table element
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus, and says which row it is on
    <div role="gridcell" style={{ display: 'grid', gap: 2, padding: '8px 12px', lineHeight: '22px', minWidth: 0 }}>
      <div style={{ display: 'flex', justifyContent: 'space-between', gap: 8 }}>
        <Link to={address} className="code cut" tabIndex={-1}>
          {line.orderNumber ?? words.noOrder}
        </Link>
        <span className="figures">{line.amountFen === null ? '—' : showMoney(line.amountFen)}</span>
      </div>
      <div className="cut">
        {reasonNames[line.reason][language]}
        <span className="secondary"> · {line.productName ?? line.buyerId}</span>
      </div>
      <div style={{ display: 'flex', justifyContent: 'space-between', gap: 8, alignItems: 'center' }}>
        <Needs line={line} />
        <Who line={line} myId={myId} />
        <TimeLeft until={line.until} isPlain />
      </div>
    </div>
  )
}

function Cell({ children, isNumber = false }: { readonly children: ReactNode; readonly isNumber?: boolean }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows that are not drawn have no place in a table element
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus, and says which row it is on
    <div role="gridcell" className={isNumber ? 'figures' : 'cut'} style={{ minWidth: 0, textAlign: isNumber ? 'right' : 'left' }}>
      {children}
    </div>
  )
}

const needsLook = {
  review: { color: 'processing', icon: <EyeOutlined aria-hidden /> },
  appeal: { color: 'warning', icon: <UserOutlined aria-hidden /> },
  'second-signature': { color: 'purple', icon: <EditOutlined aria-hidden /> },
} as const

function Needs({ line: { needs } }: { readonly line: QueueLine }) {
  const { language } = useLanguage()
  const { color, icon } = needsLook[needs]
  return (
    <Tag color={color} icon={icon} style={{ margin: 0 }}>
      {needsNames[needs][language]}
    </Tag>
  )
}

function Why({ line: { rule, outcome, confidence } }: { readonly line: QueueLine }) {
  const { language } = useLanguage()
  const words = useWords(queueWords)
  const named = rule === null ? undefined : (ruleNames as Readonly<Record<string, { zh: string; en: string }>>)[rule]?.[language]
  const percent = confidence === null ? null : Math.round(confidence * 100)
  return (
    <Pair
      first={named ?? (outcome === null ? '—' : outcomeNames[outcome][language])}
      second={percent === null ? '' : fill(words.confidence, { percent })}
    />
  )
}

function Who({ line: { lease, assignee, signer }, myId }: Pick<RowProps, 'line' | 'myId'>) {
  const words = useWords(queueWords)
  if (lease)
    return (
      <span className={lease.holder.id === myId ? 'cut success' : 'cut warning'}>
        <LockOutlined aria-hidden /> {lease.holder.id === myId ? words.heldByMe : fill(words.heldBy, { name: lease.holder.name })}
      </span>
    )
  if (assignee)
    return (
      <span className="cut">
        <UserOutlined aria-hidden /> {fill(words.assignedTo, { name: assignee.name })}
      </span>
    )
  if (signer) return <span className="secondary">{fill(words.firstSigned, { name: signer.name })}</span>
  return <span className="secondary">—</span>
}
