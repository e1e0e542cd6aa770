import { Empty, Flex, Table, Typography } from 'antd'
import type { PolicyFlip, PolicyReplay } from '../../../client/answers.js'
import { useLanguage, useWords } from '../../shared/language.js'
import { showMoney } from '../../shared/show-time.js'
import { fill } from '../../shared/words.js'
import { outcomeNames } from '../names.js'
import { WideTable } from '../wide-table.js'
import { policiesWords } from './policies-words.js'

type Names = Readonly<Record<string, { readonly zh: string; readonly en: string }>>
type Difference = PolicyReplay['difference']

/** What another policy would change: sums before and after, and the cases that end otherwise. */
export function DifferenceTable({ difference, flips }: { readonly difference: Difference; readonly flips: readonly PolicyFlip[] }) {
  const words = useWords(policiesWords)
  const { before, after } = difference
  const sums = [
    { name: words.paidAuto, before: showMoney(before.paidFen), after: showMoney(after.paidFen) },
    { name: words.reviewHours, before: before.reviewHours.toFixed(1), after: after.reviewHours.toFixed(1) },
    { name: words.asks, before: String(before.asks), after: String(after.asks) },
  ]
  return (
    <Flex vertical gap={8} className="figures">
      <Typography.Text>
        {words.cases} {difference.cases} · <strong>{`${words.flips} ${difference.flips}`}</strong>
      </Typography.Text>
      <Table
        rowKey="name"
        size="small"
        pagination={false}
        dataSource={sums}
        columns={[
          { title: '', dataIndex: 'name' },
          { title: words.before, dataIndex: 'before', align: 'right' },
          { title: words.after, dataIndex: 'after', align: 'right' },
        ]}
      />
      {difference.flips === 0 ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={words.noFlips} />
      ) : (
        <Flips flips={flips} all={difference.flips} />
      )}
    </Flex>
  )
}

function Flips({ flips, all }: { readonly flips: readonly PolicyFlip[]; readonly all: number }) {
  const words = useWords(policiesWords)
  const { language } = useLanguage()
  const showJudged = ({ outcome, paidFen }: PolicyFlip['was']) =>
    [(outcomeNames as Names)[outcome]?.[language] ?? outcome, paidFen > 0 && showMoney(paidFen)].filter(Boolean).join(' ')
  return (
    <>
      <WideTable<PolicyFlip>
        rowKey="caseId"
        size="small"
        label={words.flips}
        pagination={{ pageSize: 8, hideOnSinglePage: true, size: 'small' }}
        dataSource={[...flips]}
        columns={[
          { title: words.caseId, dataIndex: 'caseId', className: 'code', render: (id: string) => `…${id.slice(-8)}` },
          { title: words.was, dataIndex: 'was', render: showJudged },
          { title: words.will, dataIndex: 'will', render: showJudged },
        ]}
      />
      {all > flips.length && <Typography.Text type="secondary">{fill(words.moreFlips, { count: flips.length })}</Typography.Text>}
    </>
  )
}
