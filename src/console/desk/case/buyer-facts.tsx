import { Tag, Typography, theme } from 'antd'
import { Link } from 'react-router'
import type { CaseSheet } from '../../../client/answers.js'
import { useLanguage, useWords } from '../../shared/language.js'
import { showMoney } from '../../shared/show-time.js'
import { fill } from '../../shared/words.js'
import { reasonNames, resultNames, stateNames, tierNames } from '../names.js'
import { Moment } from '../time-left.js'
import { caseWords } from './case-words.js'
import { Facts } from './section.js'

/** Who claims: the record, and the cases before. */
export function BuyerFacts({ buyer, caseId }: { readonly buyer: CaseSheet['buyer']; readonly caseId: string }) {
  const words = useWords(caseWords)
  const { language } = useLanguage()
  const { record } = buyer
  return (
    <div style={{ display: 'grid', gap: 12 }}>
      <Facts
        items={[
          [words.buyer, buyer.id],
          [words.tier, buyer.tier ? tierNames[buyer.tier][language] : '—'],
          [words.refunded365, showMoney(buyer.refundedFen365d)],
          ...(record
            ? ([
                [words.credit, record.creditScore],
                [words.accountAge, fill(words.days, { count: record.accountAgeDays })],
                [words.completedOrders, record.completedOrders],
                [words.refunds90, record.refunds90d],
                [words.upheld, record.upheldAgainst365d],
              ] as const)
            : []),
        ]}
      />
      {!record && <Typography.Text type="secondary">{words.noRecord}</Typography.Text>}
      <BuyersCases cases={buyer.cases} caseId={caseId} />
    </div>
  )
}

function BuyersCases({ cases, caseId }: { readonly cases: CaseSheet['buyer']['cases']; readonly caseId: string }) {
  const words = useWords(caseWords)
  const { language } = useLanguage()
  const { token } = theme.useToken()
  return (
    <div>
      <Typography.Text type="secondary" style={{ fontSize: 12 }}>
        {words.buyersCases}
      </Typography.Text>
      <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {cases.map(({ id, at, reason, orderNumber, amountFen, state, result }) => (
          <li
            key={id}
            style={{
              display: 'grid',
              gridTemplateColumns: '96px minmax(0, 1fr) auto auto',
              gap: 8,
              padding: '4px 0',
              borderTop: `1px solid ${token.colorBorderSecondary}`,
            }}
          >
            <Moment at={at} />
            {id === caseId ? (
              <span className="cut">
                <Tag style={{ margin: 0 }}>{words.thisCase}</Tag> {reasonNames[reason][language]}
              </span>
            ) : (
              <Link to={`/cases/${id}`} className="cut">
                {reasonNames[reason][language]} · <span className="code">{orderNumber ?? '—'}</span>
              </Link>
            )}
            <span className="figures">{amountFen === null ? '—' : showMoney(amountFen)}</span>
            <span>{result ? resultNames[result][language] : stateNames[state][language]}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
