import { Empty, Typography, theme } from 'antd'
import type { CaseSheet } from '../../../client/answers.js'
import { useLanguage } from '../../shared/language.js'
import { showMoney } from '../../shared/show-time.js'
import { fill, inLanguage, type Language } from '../../shared/words.js'
import { actorNames, decisionNames, outcomeNames } from '../names.js'
import { Moment } from '../time-left.js'
import { actionNames, auditWords } from './audit-words.js'
import { moveNames } from './move-names.js'

type Entry = NonNullable<CaseSheet['audit']>[number]
type Names = Readonly<Record<string, { readonly zh: string; readonly en: string }>>

interface AuditTrailProps {
  readonly entries: readonly Entry[]
  readonly evidence: CaseSheet['evidence']
  readonly nameOf: (id: string) => string
}

/** Who did what with the case and looked at what, for whom it concerns. */
export function AuditTrail({ entries, evidence, nameOf }: AuditTrailProps) {
  const { language } = useLanguage()
  const { token } = theme.useToken()
  if (entries.length === 0) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={auditWords.noEntries[language]} />
  return (
    <ol style={{ listStyle: 'none', margin: 0, padding: 0 }}>
      {entries.map((entry) => {
        const { number, at, actor, action } = entry
        const subject = tellSubject(entry, evidence, language)
        const more = tellDetails(entry, language, nameOf)
        return (
          <li
            key={number}
            style={{
              display: 'grid',
              gridTemplateColumns: '96px minmax(0, 1fr)',
              gap: 8,
              padding: '6px 0',
              borderTop: `1px solid ${token.colorBorderSecondary}`,
            }}
          >
            <Moment at={at} />
            <div style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
              <strong title={actor}>{(actorNames as Names)[actor]?.[language] ?? nameOf(actor)}</strong>{' '}
              <span title={action}>{actionNames[action]?.[language] ?? action}</span>
              {more && <span> · {more}</span>}
              {subject !== null && <Typography.Text type="secondary"> · {subject}</Typography.Text>}
            </div>
          </li>
        )
      })}
    </ol>
  )
}

/** What it was done to, where that is not the case itself: by its id, or by the address that was asked. */
function tellSubject({ subject }: Entry, evidence: AuditTrailProps['evidence'], language: Language): string | null {
  const words = inLanguage(auditWords, language)
  const piece = evidence.find(({ id }) => subject.split('/').includes(id))
  if (piece) return fill(words.onEvidence, { name: piece.fileName })
  const [, number] = /^\/v1\/orders\/([^/]+)$/.exec(subject) ?? []
  return number === undefined ? null : fill(words.onOrder, { number: decodeURIComponent(number) })
}

/** What matters of an entry beside what it is called; null where nothing does. */
function tellDetails({ action, details }: Entry, language: Language, nameOf: AuditTrailProps['nameOf']): string | null {
  const words = inLanguage(auditWords, language)
  const named = (names: Names, name: unknown) => names[String(name)]?.[language] ?? String(name)
  switch (action) {
    case 'case.assigned':
      return details.to === null ? words.toNobody : fill(words.assignedTo, { name: nameOf(String(details.to)) })
    case 'case.judged':
      return named(outcomeNames, details.outcome)
    case 'case.moved':
      return named(moveNames, details.name)
    case 'case.decided':
      return [named(decisionNames, details.decision), typeof details.amountFen === 'number' ? showMoney(details.amountFen) : '']
        .filter(Boolean)
        .join(' ')
    case 'decision.signed':
      return details.agree === true ? words.agreed : words.disagreed
    case 'payment.audited':
      return details.wrong === true ? words.wasWrong : words.wasRight
    case 'keys.revealed':
      return fill(words.because, { why: String(details.why) })
    default:
      return null
  }
}
