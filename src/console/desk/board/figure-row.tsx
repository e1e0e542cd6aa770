import { Card, Statistic, Typography } from 'antd'
import type { Board } from '../../../client/answers.js'
import { useLanguage, useWords } from '../../shared/language.js'
import { showMoney } from '../../shared/show-time.js'
import { fill } from '../../shared/words.js'
import { showDuration, showShare } from '../show-figures.js'
import { boardWords } from './board-words.js'

interface Figure {
  readonly title: string
  readonly value: string
  readonly hint: string
}

/** The figures of the span, at a glance. */
export function FigureRow({ board }: { readonly board: Board }) {
  const figures = useFigures(board)
  return (
    <div className="desk-figures">
      {figures.map(({ title, value, hint }) => (
        <Card key={title} size="small">
          <Statistic title={title} value={value} styles={{ content: { fontSize: 22 } }} />
          <Typography.Text type="secondary" style={{ fontSize: 12 }} className="figures">
            <span style={{ wordBreak: 'keep-all' }}>{hint}</span>
          </Typography.Text>
        </Card>
      ))}
    </div>
  )
}

function useFigures({ decisions, appeals, refunds }: Board): readonly Figure[] {
  const words = useWords(boardWords)
  const { language } = useLanguage()
  const timeOf = (by: 'machine' | 'person') => {
    const times = decisions.times.find((one) => one.by === by)
    if (!times) return { value: '–', hint: words.none }
    return { value: showDuration(times.medianMs, language), hint: fill(words.half, { p95: showDuration(times.p95Ms, language) }) }
  }
  const appealOf = (by: 'machine' | 'person') => {
    const { overturned = 0, decided = 0 } = appeals.find(({ against }) => against === by) ?? {}
    return `${overturned}/${decided}`
  }
  const paidBy = (by: 'machine' | 'person') => refunds.paid.find((one) => one.by === by)?.amountFen ?? 0
  const [machine, person] = [paidBy('machine'), paidBy('person')]
  return [
    {
      title: words.automaticShare,
      value: decisions.automaticShare === null ? '–' : showShare(decisions.automaticShare),
      hint: fill(words.ofCases, { count: decisions.cases }),
    },
    { title: words.byMachine, ...timeOf('machine') },
    { title: words.byPeople, ...timeOf('person') },
    { title: words.asks, value: decisions.asksPerCase === null ? '–' : decisions.asksPerCase.toFixed(2), hint: words.asksHint },
    {
      title: words.appeals,
      value: String(appeals.reduce((sum, { overturned }) => sum + overturned, 0)),
      hint: fill(words.appealsHint, { machine: appealOf('machine'), person: appealOf('person') }),
    },
    {
      title: words.paid,
      value: showMoney(machine + person),
      hint: fill(words.paidHint, { machine: showMoney(machine), person: showMoney(person) }),
    },
    {
      title: words.troubled,
      value: String(refunds.failed + refunds.held + refunds.stuck),
      hint: fill(words.troubledHint, { failed: refunds.failed, held: refunds.held, stuck: refunds.stuck }),
    },
  ]
}
