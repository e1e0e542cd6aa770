import { Empty, Typography, theme } from 'antd'
import type { CaseSheet } from '../../../client/answers.js'
import { useLanguage, useWords } from '../../shared/language.js'
import { showMoney } from '../../shared/show-time.js'
import { fill } from '../../shared/words.js'
import { actorNames, answerNames, decisionNames, outcomeNames, stateNames } from '../names.js'
import { Moment } from '../time-left.js'
import { caseWords } from './case-words.js'
import { moveNames } from './move-names.js'

type Move = CaseSheet['timeline'][number]

interface TimelineProps {
  readonly moves: CaseSheet['timeline']
  readonly nameOf: (id: string) => string
}

/** Everything that happened to the case, the latest first. */
export function Timeline({ moves, nameOf }: TimelineProps) {
  const words = useWords(caseWords)
  const { token } = theme.useToken()
  if (moves.length === 0) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={words.noTimeline} />
  return (
    <ol style={{ listStyle: 'none', margin: 0, padding: 0 }}>
      {moves.toReversed().map((move) => (
        <li
          key={move.number}
          style={{
            display: 'grid',
            gridTemplateColumns: '96px minmax(0, 1fr)',
            gap: 8,
            padding: '6px 0',
            borderTop: `1px solid ${token.colorBorderSecondary}`,
          }}
        >
          <Moment at={move.at} />
          <MoveLine move={move} nameOf={nameOf} />
        </li>
      ))}
    </ol>
  )
}

function MoveLine({ move, nameOf }: { readonly move: Move; readonly nameOf: TimelineProps['nameOf'] }) {
  const said = useWords(caseWords)
  const { language } = useLanguage()
  const { from, to, words, outcome, answer, decision, amountFen, actor } = move
  const name = (moveNames as Readonly<Record<string, { zh: string; en: string }>>)[move.move]?.[language] ?? move.move
  const more = [
    outcome && outcomeNames[outcome][language],
    answer && (answerNames as Readonly<Record<string, { zh: string; en: string }>>)[answer]?.[language],
    decision && decisionNames[decision][language],
    amountFen === null ? null : showMoney(amountFen),
    move.reasonCode,
  ].filter(Boolean)
  return (
    <div style={{ minWidth: 0 }}>
      <div>
        {more.length > 0 ? fill(said.moveMore, { move: name, more: more.join(' · ') }) : name}
        <Typography.Text type="secondary">
          {' '}
          · {(actorNames as Readonly<Record<string, { zh: string; en: string }>>)[actor]?.[language] ?? nameOf(actor)}
        </Typography.Text>
      </div>
      {from !== to && (
        <Typography.Text type="secondary" style={{ fontSize: 12 }}>
          {stateNames[from][language]} → {stateNames[to][language]}
        </Typography.Text>
      )}
      {words && <div style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{words}</div>}
    </div>
  )
}
